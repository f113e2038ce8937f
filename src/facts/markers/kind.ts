import type { FactKind, Marker } from '../../core/model.ts';

/** The `lint-allow` comments of a file, void ones too, in the order of the text. */
export const markers: FactKind<'markers', readonly Marker[]> = {
  id: 'markers',
  version: 1,
  mayOccur: text => text.includes('lint-allow'),
  empty: [],
};
