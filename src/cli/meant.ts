import { formatEntry, placeOf } from '../core/entry.ts';
import type { Finding } from '../core/model.ts';

/** Whether a finding is what somebody names: by its entry, or by its place as reports print it, with or without the column. */
export const isMeantBy = (asked: string, finding: Finding): boolean => formatEntry(finding.entry) === asked || isAt(finding, asked);

export const isAt = ({ at }: Finding, place: string): boolean => {
  const bare = place.replace(/^(\.\/)+/, '');
  return bare === `${at.file}:${at.line}` || bare === `${at.file}:${at.line}:${at.column}`;
};

/** Whether a finding is about a variable of the environment. */
export const isAbout = (variable: string, { entry }: Finding): boolean => placeOf(entry)?.slot === variable;
