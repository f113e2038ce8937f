export interface Result {
  readonly id: string;
  readonly operator: string;
  readonly shape: string;
  /** Put behind a carrier, not found in the repository as it is. */
  readonly carried: boolean;
  readonly stratum: string;
  readonly expected: readonly string[];
  readonly seen: readonly string[];
  readonly missed: readonly string[];
  /** Settings that died too, though the oracle did not expect it: dominated by what was cut, or a false alarm. */
  readonly extra: readonly string[];
  /** Settings that died of a change that means the same as what stood there. */
  readonly alarms: readonly string[];
}

export interface Score {
  readonly mutants: number;
  readonly expected: number;
  readonly seen: number;
  /** Mutants of which every expected setting is seen. */
  readonly exact: number;
  /** Mutants of which none is. */
  readonly silent: number;
  readonly extra: number;
  readonly alarms: number;
}

/** Figures by operator, by stratum (what the repository has itself, and what is carried), and of all. */
export const score = (results: readonly Result[]): readonly (readonly [string, Score])[] => {
  const titles = [...new Set(results.map(each => each.operator))].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const strata = [...new Set(results.map(each => each.stratum))].sort();
  return [
    ...titles.map(title => [title, sum(results.filter(each => each.operator === title))] as const),
    ...strata.flatMap(title => [false, true].flatMap(carried => {
      const group = results.filter(each => each.stratum === title && each.carried === carried);
      return group.length > 0 ? [[`${title}${carried ? ', carried' : ''}`, sum(group)] as const] : [];
    })),
    ['all', sum(results)],
  ];
};

const sum = (results: readonly Result[]): Score => ({
  mutants: results.length,
  expected: total(results, each => each.expected.length),
  seen: total(results, each => each.seen.length),
  exact: results.filter(each => each.missed.length === 0).length,
  silent: results.filter(each => each.seen.length === 0).length,
  extra: total(results, each => each.extra.length),
  alarms: results.filter(each => each.alarms.length > 0).length,
});

const total = (results: readonly Result[], of: (result: Result) => number): number => results.reduce((n, each) => n + of(each), 0);

/** Wilson's score interval at 95 % (E. B. Wilson, 1927), in percent. */
export const interval = (part: number, whole: number): string => {
  if (whole === 0) return '';
  const z = 1.96;
  const p = part / whole;
  const centre = p + (z * z) / (2 * whole);
  const spread = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return `[${(100 * (centre - spread) / scale).toFixed(0)}–${(100 * (centre + spread) / scale).toFixed(0)}]`;
};
