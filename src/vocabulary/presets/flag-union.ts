import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

/** Flags as a union of literals: `type IFlagKey = 'search' | 'export'`, read by `flagResolver.isEnabled('search')`. */
export const flagUnion: Vocabulary = {
  name: 'flag-union',
  changes: 'live',
  proof: 0.5,
  registries: [
    { kind: 'union', names: [
      '*FlagKey', '*FlagKeys', '*FlagName', '*FlagNames', '*FeatureFlag', '*FeatureFlags', '*FeatureKey', '*FeatureName', '*FeatureToggle',
    ], least: 2, key: 'name', type: '"boolean"', types: { boolean: 'boolean' } },
  ],
  accesses: [
    { kind: 'call', callee: ['isEnabled', 'getVariant', 'getStaticContext', 'enabled', 'isFeatureEnabled', 'isOn'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['useUiFlag', 'useFlag', 'useFeature', 'useFeatureFlag', 'useFeatureIsOn', 'useFlagEnabled', 'isFeatureEnabled', 'hasFeature'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'result', of: { endings: ['flags', 'features', 'featureFlags', 'uiConfig'] }, mode: 'read' },
    { kind: 'list', names: ['flag', 'flags', 'flagName', 'flagNames', 'featureFlag', 'feature'], mode: 'read' },
    ...keysInTexts,
  ],
};
