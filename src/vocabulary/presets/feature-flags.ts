import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

const sdks = [
  '@openfeature/server-sdk', '@openfeature/web-sdk', '@openfeature/react-sdk', '@openfeature/js-sdk', '@openfeature/nestjs-sdk', 'unleash-client',
  '@unleash/proxy-client-react', '@unleash/nextjs', 'unleash-proxy-client',
  'launchdarkly-node-server-sdk', '@launchdarkly/node-server-sdk', 'launchdarkly-js-client-sdk', 'launchdarkly-react-client-sdk', '@launchdarkly/js-client-sdk',
];
const flags = { key: ['value'], type: '"boolean"', types: { boolean: 'boolean' } } as const;

/** Names of flags in an enum or a constant, read through the SDKs of OpenFeature, Unleash and LaunchDarkly. */
export const featureFlags: Vocabulary = {
  name: 'feature-flags',
  changes: 'live',
  proof: 0.5,
  registries: [
    { kind: 'enum', names: ['*Flag', '*Flags', '*FeatureKey', '*FeatureKeys', '*Toggle', '*Toggles'], least: 2, ...flags },
    { kind: 'variable', names: ['*FLAGS', '*Flags', '*flags', 'FEATURE_KEYS', 'featureKeys'], least: 2, ...flags },
  ],
  accesses: [
    {
      kind: 'call', mode: 'read', key: 'arg0', fallback: 'arg1', loose: true,
      callee: [
        'getBooleanValue', 'getStringValue', 'getNumberValue', 'getObjectValue', 'getBooleanDetails', 'getStringDetails', 'getNumberDetails', 'getObjectDetails',
        'useBooleanFlagValue', 'useStringFlagValue', 'useNumberFlagValue', 'useObjectFlagValue', 'useBooleanFlagDetails', 'useSuspenseFlag',
        'boolVariation', 'stringVariation', 'numberVariation', 'jsonVariation', 'boolVariationDetail', 'stringVariationDetail',
      ],
    },
    { kind: 'call', callee: ['variation', 'variationDetail'], mode: 'read', key: 'arg0', fallback: ['arg2', 'arg1'], loose: true },
    { kind: 'call', callee: ['isEnabled', 'getVariant', 'useFlag', 'useVariant', 'useFlags'], from: sdks, mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['isEnabled', 'getVariant'], receiver: { endings: ['unleash', 'unleashClient', 'flagResolver', 'flags', 'featureFlags', 'toggles'] }, mode: 'read', key: 'arg0', loose: true },
    { kind: 'list', names: ['flag', 'flagKey', 'flagName', 'featureFlag'], mode: 'read' },
    ...keysInTexts,
  ],
};
