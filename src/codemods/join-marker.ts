import type { SourceFile } from 'ts-morph';
import type { Marker } from '../core/model.ts';
import type { Wording } from './add-marker.ts';
import type { Edit } from './edit.ts';
import { markerTextAt } from './marker-text.ts';

/**
 * Lets a marker that excuses a node from one rule excuse it from another too: the name joins its names, the reason its
 * reason. `undefined` where that would change what the marker says: it has another owner or date, or a reason that goes
 * on over several lines.
 */
export function joinMarker(file: SourceFile, marker: Marker, { rule, reason, owner, until }: Wording): readonly Edit[] | undefined {
  const text = markerTextAt(file, marker.at);
  if (text === undefined || text.rules.length === 0) return undefined;
  if ((owner ?? marker.owner) !== marker.owner || (until ?? marker.until) !== marker.until) return undefined;
  const name: Edit = { start: text.rulesEnd, end: text.rulesEnd, text: `, ${rule}` };
  if (marker.reason === reason) return [name];
  if (marker.reason !== text.reason) return undefined;
  return [name, { start: text.end, end: text.end, text: `; ${reason}` }];
}
