import { formatEntry } from './entry.ts';
import { AnalysisFailure, messageOf, type Linked } from './link.ts';
import type { Finding, Json, Problem, Rule, Severity } from './model.ts';
import { byFileAndLine, byPlace } from './order.ts';

/** A rule that runs, with its options merged over its defaults. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: { readonly [option: string]: Json };
}

export interface Verdicts {
  /** Sorted by path, line, column, rule; none in test files. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** A rule or an analysis threw. That can depend on the machine (its stack), so such verdicts are not to be kept. */
  readonly crashed: boolean;
}

/** What the rules say of the program. A rule that throws is named in a problem, and the others go on. */
export function judge(program: Linked, rules: readonly EnabledRule[]): Verdicts {
  const tests = new Set(program.files.filter(file => file.test).map(file => file.path));
  const findings: Finding[] = [];
  const crashes = new Set<string>();
  for (const enabled of rules) {
    try {
      findings.push(...verdictsOf(program, enabled));
    } catch (thrown) {
      crashes.add(thrown instanceof AnalysisFailure ? thrown.message : `the rule \`${enabled.rule.id}\` failed (${messageOf(thrown)}); this is a bug in ghostwire`);
    }
  }
  return {
    findings: findings.filter(finding => !tests.has(finding.at.file)).sort(byPlace),
    problems: [...program.problems(), ...[...crashes].map(message => ({ file: '', message }))].sort(byFileAndLine),
    crashed: crashes.size > 0,
  };
}

function verdictsOf(program: Linked, { rule, severity, options }: EnabledRule): Finding[] {
  const findings: Finding[] = [];
  rule.judge({
    options,
    files: program.files,
    analysis: program.options,
    table: program.table,
    model: program.model,
    report({ message, data, severity: own, ...rest }: any) { // `defineRule` has checked the verdict against the rule's own messages.
      const words = rule.messages[message];
      if (words === undefined) throw new Error(`no message \`${message}\``);
      formatEntry(rest.entry); // Throws on an entry that no baseline could hold.
      findings.push({ rule: rule.id, message, text: words(data), ...rest, severity: severity === 'warn' ? 'warn' : (own ?? 'error') });
    },
  });
  return findings;
}
