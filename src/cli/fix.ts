import { ConfigError } from '../config/config-error.ts';
import { identityOf } from '../core/entry.ts';
import type { FilePath, Outcome } from '../core/model.ts';
import type { RunRequest, RunResult } from '../engine/request.ts';
import type { Arguments } from './arguments.ts';
import { pathsWithin } from './place.ts';
import { problemLines } from './problem-lines.ts';
import type { Repair } from './repairs.ts';
import { namedRules, openSession, type Session } from './session.ts';
import type { Io } from './streams.ts';
import { unifiedDiff } from './unified-diff.ts';

/** A repair may make the next one possible; more rounds than this have not been seen to. */
const rounds = 40;
/** Each costs a run in memory. */
const MAX_HALVINGS = 30;

/** Mends what can be mended safely, until nothing is left to mend, and writes all of it or nothing. */
export async function fix(args: Arguments, io: Io): Promise<number> {
  const session = await openSession(args, io);
  const { needed } = await import('./repairs.ts');
  const request = { rules: namedRules(args, session.parts), paths: pathsWithin(session.root, io.cwd, args.operands), also: needed };
  const first = await session.run(request);
  if (first.outcome.problems.length > 0) {
    io.err.write(`${problemLines(first.outcome.problems)}ghostwire: nothing was written, because the scan cannot be trusted\n`);
    return 2;
  }
  const { before, after, done, left, covered } = await mend(session, request, first);
  const files = [...after.keys()].sort();
  const { byteOrderMark, writeFiles } = await import('../engine/edit-files.ts');
  if (args.has('dry-run')) {
    io.out.write(files.map(file => {
      const mark = byteOrderMark(session.root, file);
      return unifiedDiff(file, mark + before.get(file)!, mark + after.get(file)!);
    }).join(''));
  } else if (files.length > 0) {
    const failure = writeFiles(session.root, before, after);
    if (failure !== undefined) throw new ConfigError(failure);
  }
  const sink = args.has('dry-run') ? io.err : io.out;
  sink.write(report(done, left, files.length, args.has('dry-run')));
  if (!args.has('dry-run') && covered) {
    sink.write('some of it stood in the baseline; `ghostwire --prune-baseline` drops what covers nothing now\n');
  }
  return args.has('dry-run') && files.length > 0 ? 1 : 0;
}

interface Mended {
  readonly before: ReadonlyMap<FilePath, string>;
  /** Files that changed, with their new texts. */
  readonly after: ReadonlyMap<FilePath, string>;
  readonly done: readonly Repair[];
  /** Some of it stood in the baseline. */
  readonly covered: boolean;
  readonly left: readonly (readonly [Repair, string])[];
}

/** Rounds of repairs in memory. Each is judged like a run; what would lead to a new finding is taken back. */
async function mend(session: Session, request: Partial<RunRequest>, first: RunResult): Promise<Mended> {
  const [{ readSource }, { repairsOf }] = await Promise.all([import('../engine/edit-files.ts'), import('./repairs.ts')]);
  const before = new Map<FilePath, string>();
  let after: ReadonlyMap<FilePath, string> = new Map();
  const done: Repair[] = [];
  const refused = new Map<string, string>();
  let halvings = 0;
  let covered = false;
  let left: readonly (readonly [Repair, string])[] = [];
  const textOf = (file: FilePath): string | undefined => {
    const text = after.get(file) ?? before.get(file) ?? readSource(session.root, file);
    if (text !== undefined && !before.has(file)) before.set(file, text);
    return text;
  };
  for (let round = 0, result = first; round < rounds; round++) {
    const repairs = repairsOf(result, textOf);
    let wanted = repairs.filter(repair => !('left' in repair.result) && !refused.has(repair.id));
    while (wanted.length > 0) {
      const { texts, taken } = await applied(wanted, textOf);
      const tried = await session.runEdited(request, new Map([...after, ...texts]));
      const worse = newlyFound(result.outcome, tried.outcome);
      if (worse.length === 0) {
        after = new Map([...after, ...texts]);
        done.push(...taken);
        covered ||= taken.some(({ finding }) => finding !== undefined && !result.outcome.new.includes(finding));
        result = tried;
        break;
      }
      const named = wanted.filter(repair => worse.some(each => speaksOf(each, repair)));
      const beside = wanted.filter(repair => worse.some(each => each.file === repair.at.file));
      const suspects = named.length > 0 ? named : beside.length > 0 ? beside : wanted;
      if (named.length === 0 && suspects.length > 1 && ++halvings <= MAX_HALVINGS) {
        // One of them is to blame, and the others need not suffer for it.
        const later = new Set(suspects.slice(Math.ceil(suspects.length / 2)));
        wanted = wanted.filter(repair => !later.has(repair));
        continue;
      }
      for (const repair of suspects) {
        const reason = worse.find(each => speaksOf(each, repair) || each.file === repair.at.file) ?? worse[0]!; // It is not empty here.
        refused.set(repair.id, `fixing it leads to another finding (${reason.text})`);
      }
      wanted = wanted.filter(({ id }) => !refused.has(id));
    }
    left = repairs.flatMap(repair => {
      const reason = 'left' in repair.result ? repair.result.left : refused.get(repair.id);
      return reason === undefined ? [] : [[repair, reason] as const];
    });
    if (!repairs.some(repair => !('left' in repair.result) && !refused.has(repair.id))) break;
  }
  return { before, after: new Map([...after].filter(([file, text]) => text !== before.get(file))), done, covered, left };
}

/** The repairs of a round put into the texts. One that meets another waits for the next round; one that breaks the syntax is a bug. */
async function applied(repairs: readonly Repair[], textOf: (file: FilePath) => string | undefined) {
  const [{ applyEdits, isLeft }, { openSource, syntaxErrors }] = await Promise.all([import('../codemods/edit.ts'), import('../codemods/source.ts')]);
  const texts = new Map<FilePath, string>();
  const taken: Repair[] = [];
  for (const file of new Set(repairs.map(({ at }) => at.file))) {
    const text = textOf(file)!; // Its repairs were made from it.
    let edits: readonly { readonly start: number; readonly end: number; readonly text: string }[] = [];
    for (const repair of repairs) {
      if (repair.at.file !== file || isLeft(repair.result) || applyEdits(text, [...edits, ...repair.result]) === undefined) continue;
      edits = [...edits, ...repair.result];
      taken.push(repair);
    }
    const next = applyEdits(text, edits)!; // Checked one by one above.
    if (syntaxErrors(openSource(file, next)) > syntaxErrors(openSource(file, text)))
      throw new ConfigError(`mending \`${file}\` would break its syntax, and this is a bug in ghostwire; nothing was written`);
    texts.set(file, next);
  }
  return { texts, taken };
}

interface Worse {
  readonly file: FilePath;
  readonly text: string;
  readonly rule?: string;
  readonly key?: string;
}

/** It speaks of the setting that the repair is about, or of its number under the new name. */
function speaksOf({ file, rule, key }: Worse, { at, finding, names }: Repair): boolean {
  if (finding === undefined || key === undefined) return false;
  const number = /=[^=]*$/.exec(finding.entry.key)?.[0];
  if (number !== undefined && rule === finding.rule && file === at.file && key.endsWith(number)) return true;
  return (names ?? [finding.entry.key]).some(name => new RegExp(`(^|[#.])${name.replace(/[^\w]/g, '\\$&')}($|[=.])`).test(key));
}

/** What a run reports and the one before did not, as far as it decides the exit code. */
function newlyFound(before: Outcome, after: Outcome): Worse[] {
  const had = counted([...before.new, ...before.known, ...before.moved.map(({ finding }) => finding)].map(identityOf));
  const found = after.new.filter(finding => !take(had, identityOf(finding)));
  const told = counted(before.markers.map(({ at, message }) => `${at.file} ${message}`));
  return [
    ...found.map(({ rule, at, text, entry }) => ({ file: at.file, text, rule, key: entry.key })),
    ...after.markers.filter(({ at, message }) => !take(told, `${at.file} ${message}`)).map(({ at, message }) => ({ file: at.file, text: message })),
    ...after.problems.map(({ file, message }) => ({ file, text: message })),
    ...(after.outside > before.outside ? [{ file: '', text: 'there would be new ones outside the paths' }] : []),
  ];
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}

const plurals: { readonly [what in Repair['what']]: string } = {
  'unused marker': 'unused markers', 'unread registration': 'unread registrations', 'number without a name': 'numbers without a name', 'read past a setting': 'reads past a setting',
};

function report(done: readonly Repair[], left: Mended['left'], files: number, dry: boolean): string {
  const counts = [...counted(done.map(({ what }) => what))].map(([what, count]) => `${count} ${count === 1 ? what : plurals[what as Repair['what']]}`); // The keys are those of `what`.
  return [
    ...left.map(([{ at, what }, reason]) => `${at.file}:${at.line}  ${what} left: ${reason}`),
    done.length === 0 ? 'nothing to fix' : `${dry ? 'would fix' : 'fixed'} ${done.length} in ${files} ${files === 1 ? 'file' : 'files'}: ${counts.join(', ')}`,
  ].map(line => `${line}\n`).join('');
}
