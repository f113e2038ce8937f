import type { Wording } from '../codemods/add-marker.ts';
import type { Edit } from '../codemods/edit.ts';
import { ConfigError } from '../config/config-error.ts';
import { isDate, isPast } from '../core/date.ts';
import { formatEntry } from '../core/entry.ts';
import type { Finding, Marker, Outcome } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import { parseDirective } from '../facts/markers/parse.ts';
import type { Arguments } from './arguments.ts';
import { isAt, isMeantBy } from './meant.ts';
import { problemLines } from './problem-lines.ts';
import { openSession, type Session } from './session.ts';
import type { Io } from './streams.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Writes the marker that excuses one finding. What it writes is tried first: it must excuse that finding and change no other. */
export async function allow(args: Arguments, io: Io): Promise<number> {
  const words = wordsOf(args);
  const session = await openSession(args, io);
  const { outcome } = await session.run({});
  if (outcome.problems.length > 0) return refuse(io, problemLines(outcome.problems));
  const finding = findingOf(args, outcome, session);
  if ('marker' in finding) {
    io.out.write(`${finding.marker.at.file}:${finding.marker.at.line}  already allowed, because ${finding.marker.reason}\n`);
    return 0;
  }
  const wording: Wording = { rule: finding.rule, ...words };
  const { at: { file }, rule, entry } = finding;
  if (finding.excuse === 'never') throw new ConfigError(`no marker can excuse this finding of \`${rule}\`, because the code contradicts what it would say; mend the code`);
  if (!/\.[cm]?[jt]sx?$/.test(file)) throw new ConfigError(`\`${file}\` takes no marker; keep the finding in the baseline`);

  const { byteOrderMark, readSource, writeFiles } = await import('../engine/edit-files.ts');
  const before = readSource(session.root, file);
  if (before === undefined) throw new ConfigError(`\`${file}\` cannot be read; correct what names it`);
  const after = await marked(session, before, finding, outcome, wording);
  if (after === undefined) throw new ConfigError(`no marker can be written for ${file}:${finding.at.line}; write it by hand`);
  if (args.has('dry-run')) {
    const mark = byteOrderMark(session.root, file);
    io.out.write(unifiedDiff(file, mark + before, mark + after));
    return 1;
  }
  const failure = writeFiles(session.root, new Map([[file, before]]), new Map([[file, after]]));
  if (failure !== undefined) throw new ConfigError(failure);
  io.out.write(`${file}:${finding.at.line}  allowed ${rule} ${formatEntry(entry)}\n`);
  if (!outcome.new.includes(finding)) io.out.write('its baseline entry covers nothing now; `ghostwire --prune-baseline` drops it\n');
  return 0;
}

const refuse = (io: Io, text: string): number => {
  io.err.write(`${text}ghostwire: nothing was written, because the scan cannot be trusted\n`);
  return 2;
};

/** What the marker is to say, refused where the reader of markers would not believe it. */
function wordsOf(args: Arguments): Omit<Wording, 'rule'> {
  const reason = args.value('reason')?.trim();
  const owner = args.value('owner');
  const until = args.value('until');
  if (reason === undefined) throw new ConfigError('`allow` takes a reason; write `--reason "<why the finding is right to stay>"`');
  if (/[\n\r\u2028\u2029]/.test(reason)) throw new ConfigError('the reason of a marker stands on one line; write it as one sentence');
  if (until !== undefined && (!isDate(until) || isPast(until, new Date().toISOString().slice(0, 10)))) throw new ConfigError(`\`--until ${until}\` is no day to come; write it as \`2027-01-31\``);
  if (owner !== undefined && !/^[^\s,=]+$/.test(owner)) throw new ConfigError(`\`--owner ${owner}\` is no name; write it as \`@team\``);
  if (owner?.includes('--')) throw new ConfigError(`\`--owner ${owner}\` holds \`--\`, where the reason would begin; write it as \`@team\``);
  if (reason.includes('*/')) throw new ConfigError('the reason holds `*/`, which would end a block comment; write it without');
  if (reason === '') throw new ConfigError('the reason is blank; say why the finding is right to stay');
  const read = parseDirective(`lint-allow: rule -- ${reason}`, []);
  if (read?.malformed !== undefined) throw new ConfigError(`the reason \`${reason}\` says nothing; say why the finding is right to stay`);
  return { reason, ...(owner === undefined ? {} : { owner }), ...(until === undefined ? {} : { until }) };
}

/** The one finding that is meant, or the marker that excuses it already. */
function findingOf(args: Arguments, outcome: Outcome, session: Session): Finding | { readonly marker: Marker } {
  const asked = args.operands.at(-1)!; // The command takes one or two.
  const rule = args.operands.length === 2 ? args.operands[0]! : undefined;
  const ids = session.parts.rules.map(each => each.id);
  if (rule !== undefined && !ids.includes(rule)) throw new ConfigError(`\`${rule}\` is not a rule${orNearest(rule, ids) || '; `ghostwire rules` lists them'}`);
  const at = args.value('at');
  const isMeant = (finding: Finding): boolean => isMeantBy(asked, finding) && (rule === undefined || finding.rule === rule) && (at === undefined || isAt(finding, at));
  const open = [...outcome.new, ...outcome.known, ...outcome.moved.map(({ finding }) => finding)];
  const meant = unique(open.filter(isMeant));
  if (meant.length > 1) {
    const places = meant.map(({ rule: id, entry, at: { file, line, column } }) => `${id} ${formatEntry(entry)} at ${file}:${line}:${column}`);
    throw new ConfigError([
      `\`${asked}\` is found ${meant.length} times; say which is meant with ${new Set(meant.map(each => each.rule)).size > 1 ? 'its rule in front' : '`--at <file>:<line>:<column>`'}`,
      ...places,
    ]);
  }
  if (meant[0] !== undefined) return meant[0];
  const allowed = outcome.allowed.find(({ finding }) => isMeant(finding));
  if (allowed !== undefined) return { marker: allowed.marker };
  throw new ConfigError(
    `nothing reports \`${asked}\`${
      orNearest(
        asked,
        open.map(({ entry }) => formatEntry(entry)),
      ) || '; name it by its entry, or by its place as `ghostwire` prints it (`src/a.ts:3`)'
    }`,
  );
}

/** Findings of one rule at one place take one marker. */
const unique = (findings: readonly Finding[]): readonly Finding[] => [...new Map(findings.map(each => [placeOf(each), each])).values()];

const placeOf = ({ rule, at }: Finding): string => `${rule} ${at.file}:${at.line}:${at.column}`;

/** The text with the marker in the first place where it does what it is for. */
async function marked(session: Session, before: string, finding: Finding, outcome: Outcome, wording: Wording): Promise<string | undefined> {
  const [{ openSource, syntaxErrors }, { applyEdits }, { addMarker }, { joinMarker }] = await Promise.all([
    import('../codemods/source.ts'), import('../codemods/edit.ts'), import('../codemods/add-marker.ts'), import('../codemods/join-marker.ts'),
  ]);
  const { file } = finding.at;
  const source = openSource(file, before);
  const neighbours = outcome.allowed.filter(other => other.finding.rule !== finding.rule && isSameNode(other.finding, finding)).map(({ marker }) => marker);
  const joined = neighbours.flatMap(marker => {
    const edits = joinMarker(source, marker, wording);
    return edits === undefined ? [] : [edits];
  });
  const attempts: readonly (readonly Edit[])[] = [...joined, ...addMarker(source, finding.at, wording).map(edit => [edit])];
  for (const edits of attempts) {
    const text = applyEdits(before, edits);
    if (text === undefined || syntaxErrors(openSource(file, text)) > syntaxErrors(source)) continue;
    const after = await session.runEdited({}, new Map([[file, text]]));
    if (excusesOnly(finding, outcome, after.outcome)) return text;
  }
  return undefined;
}

const isSameNode = (a: Finding, b: Finding): boolean =>
  a.at.file === b.at.file && (a.at.line === b.at.line || (a.span !== undefined && a.span.startLine === b.span?.startLine && a.span.endLine === b.span.endLine));

function excusesOnly(finding: Finding, before: Outcome, after: Outcome): boolean {
  const open = ({ new: found, known, moved }: Outcome): number => found.length + known.length + moved.length;
  const excused = ({ allowed }: Outcome): number => allowed.filter(each => each.finding.rule === finding.rule && formatEntry(each.finding.entry) === formatEntry(finding.entry)).length;
  const gained = after.allowed.length - before.allowed.length;
  return (
    after.problems.length === 0 &&
    after.markers.length <= before.markers.length &&
    excused(after) > excused(before) &&
    open(after) === open(before) - gained &&
    gained === nodeSize(finding, before)
  );
}

/** Findings of one node go together. */
const nodeSize = (finding: Finding, { new: found, known, moved }: Outcome): number =>
  [...found, ...known, ...moved.map(each => each.finding)].filter(each => placeOf(each) === placeOf(finding) && isSameSubject(each, finding)).length;

const isSameSubject = (a: Finding, b: Finding): boolean => a.span === undefined || a.entry.key === b.entry.key;
