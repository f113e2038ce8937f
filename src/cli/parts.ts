import type { SettingsModel } from '../analyses/settings/model.ts';
import type { Parts } from '../engine/request.ts';
import { markers } from '../facts/markers/kind.ts';
import { markersInText } from '../facts/markers/texts.ts';
import { loadRules, rules } from './rule-list.ts';
import { ownBuildId } from './build-id.ts';

/** What the engine is given to work with. Here the layers meet; nothing imported here loads the parser. */
export const parts = async (): Promise<Parts> => ({
  rules,
  ...(loadRules === undefined ? {} : { loadRules }),
  extractors: async () => (await import('../facts/extractors.ts')).extractors,
  markers,
  markersInText,
  settings: async () => ({ analysis: (await import('../analyses/settings/analysis.ts')).settings, count: (model: SettingsModel) => model.settings.length }),
  build: await ownBuildId(),
});
