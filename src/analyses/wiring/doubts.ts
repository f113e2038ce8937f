import type { SettingIndex } from '../settings/model.ts';
import type { Judged } from './judge-setting.ts';
import type { Context } from './judging.ts';
import type { ReaderVerdict } from './model.ts';

const WITHOUT_READERS: readonly Judged['verdict'][] = ['unread', 'mention-only', 'write-only', 'test-only'];

/** A setting of which no reader is seen, but of which some place speaks that may be one, is not called dead. */
export const doubted = ({ settings, graph, ownerOf }: Context, index: SettingIndex, judged: Judged): Judged => {
  if (!WITHOUT_READERS.includes(judged.verdict)) return judged;
  const guesses = settings.guessesOf(index).map((access): ReaderVerdict => ({ access, verdict: 'weakly-live', owner: ownerOf(graph.idOf(access.file, access.fn)) }));
  const [first] = guesses;
  return first ? { ...judged, verdict: 'weakly-live', owner: first.owner, readers: [...judged.readers, ...guesses] } : judged;
};
