import { isPast } from './date.ts';
import type { Finding, Marker, MarkerProblem } from './model.ts';
import { orNearest } from './nearest.ts';
import { byPlace, compareLocations, compareText } from './order.ts';

export interface SuppressInput {
  readonly findings: readonly Finding[];
  readonly markers: readonly Marker[];
  /** Every rule there is: what a marker may name. */
  readonly rules: readonly string[];
  /** Rules of this run. A marker for another one can be neither used nor unused, and stays quiet. */
  readonly ran: readonly string[];
  /** ISO date. */
  readonly today: string;
}

export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly allowed: readonly { readonly finding: Finding; readonly marker: Marker }[];
  readonly problems: readonly MarkerProblem[];
}

/**
 * What markers excuse. Where a verdict says so, a marker cannot silence it (though it is used), or it needs none. For each rule it names a marker excuses one node, and a node takes one marker: the nearest. So
 * a second loop right below a marked one needs a reason of its own, and a marker that excuses nothing shows.
 */
export function suppress({ findings, markers, rules, ran, today }: SuppressInput): Suppressed {
  const able = markers.filter(marker => marker.malformed === undefined && !isPast(marker.until, today));
  const excused = assign(findings, able);
  const used = new Map<Marker, Set<string>>();
  for (const [finding, marker] of excused) used.set(marker, (used.get(marker) ?? new Set()).add(finding.rule));
  const sorted = [...findings].sort(byPlace);
  return {
    kept: sorted.filter(finding => finding.excuse === 'never' || (finding.excuse === undefined && !excused.has(finding))),
    allowed: sorted.flatMap(finding => {
      const marker = excused.get(finding);
      return marker === undefined || finding.excuse === 'never' ? [] : [{ finding, marker }];
    }),
    problems: markers.flatMap(marker => problemsOf(marker, used.get(marker) ?? new Set())).sort(byMarker),
  };

  function problemsOf(marker: Marker, excusedFor: ReadonlySet<string>): MarkerProblem[] {
    const problem = (what: MarkerProblem['problem'], message: string): MarkerProblem => ({ problem: what, at: marker.at, message });
    const names = [...new Set(marker.rules)];
    const running = names.filter(name => ran.includes(name));
    const unknown = names.filter(name => !rules.includes(name));
    if (marker.malformed !== undefined) {
      return running.length > 0 || unknown.length > 0 || names.length === 0 ? [problem('malformed', marker.malformed)] : [];
    }
    const misnamed = unknown.map(name => problem('unknown-rule', `\`${name}\` is no rule${orNearest(name, rules) || '; `ghostwire rules` lists them'}`));
    if (isPast(marker.until, today)) {
      return running.length === 0 ? misnamed : [...misnamed, problem('expired', `this marker ran out after ${marker.until}; fix what it excuses or decide on a new date`)];
    }
    const idle = running.filter(name => !excusedFor.has(name));
    return [
      ...misnamed,
      ...idle.map(name => ({
        ...problem('unused', `\`lint-allow: ${name}\` excuses nothing; delete ${names.length > 1 ? 'this name from the marker' : 'the marker'}`),
        rule: name,
      })),
    ];
  }
}

interface Reach {
  readonly node: string;
  readonly findings: readonly Finding[];
  readonly marker: Marker;
  /** Smaller is nearer; compared part by part. */
  readonly distance: readonly number[];
}

/** The nearest pairs first, each marker once per rule, each node once. */
function assign(findings: readonly Finding[], markers: readonly Marker[]): Map<Finding, Marker> {
  const excused = new Map<Finding, Marker>();
  const usedFor = new Map<Marker, Set<string>>();
  const done = new Set<string>();
  for (const { node, findings: same, marker } of reaches(findings, markers)) {
    const rule = same[0]!.rule; // A node has a finding, and all of them are of one rule.
    const rulesUsed = usedFor.get(marker) ?? new Set<string>();
    if (done.has(node) || rulesUsed.has(rule)) continue;
    done.add(node);
    usedFor.set(marker, rulesUsed.add(rule));
    for (const finding of same) excused.set(finding, marker);
  }
  return excused;
}

function reaches(findings: readonly Finding[], markers: readonly Marker[]): Reach[] {
  const markersOf = groupBy(markers, marker => marker.at.file);
  const inReach = findings.filter(finding => markersOf.has(finding.at.file)).sort(byPlace);
  const pairs: Reach[] = [];
  for (const [node, same] of groupBy(inReach, nodeOf)) {
    const finding = same[0]!; // A group is never empty.
    for (const marker of markersOf.get(finding.at.file)!) {
      const distance = marker.rules.includes(finding.rule) ? distanceOf(finding, marker) : undefined;
      if (distance !== undefined) pairs.push({ node, findings: same, marker, distance });
    }
  }
  // Equal distances fall to the earlier finding, then to the earlier marker.
  return pairs.sort((a, b) => compareParts(a.distance, b.distance) || byPlace(a.findings[0]!, b.findings[0]!) || compareLocations(a.marker.at, b.marker.at));
}

/** Findings of one rule at one place, or about one registration, are one node. */
function nodeOf({ rule, at, span, entry }: Finding): string {
  const place = span === undefined ? [at.line, at.column] : [span.startLine, span.endLine, entry.key];
  return JSON.stringify([at.file, rule, ...place]);
}

/**
 * How far a marker stands from what it could excuse; `undefined` when that is out of its reach. Counted in lines first
 * (0 on the line itself), then by how narrow the registration around the marker is, then within it.
 */
function distanceOf({ at, span }: Finding, marker: Marker): readonly number[] | undefined {
  const apart = (line: number): number => Math.max(0, line - marker.lastLine);
  if (marker.reaches.includes(at.line)) return [apart(at.line), 0, 0, Math.abs(at.column - marker.at.column)];
  if (span === undefined) return undefined;
  const within = (line: number): boolean => line >= span.startLine && line <= span.endLine;
  const breadth = span.endLine - span.startLine + 1;
  // Of two calls that share the marker's line, the one that opens there.
  if (within(marker.at.line)) return [0, breadth, marker.at.line - span.startLine, Math.abs(at.line - marker.at.line)];
  const reached = marker.reaches.find(within);
  return reached === undefined ? undefined : [apart(reached), breadth, 0, 0];
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

const compareParts = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
};

const byMarker = (a: MarkerProblem, b: MarkerProblem): number => compareLocations(a.at, b.at) || compareText(a.message, b.message);
