// Generated from the folders beside it by `scripts/sync`; edits are lost.
import bootstrapWiring from './bootstrap-wiring/rule.ts';
import defaultDrift from './default-drift/rule.ts';
import duplicateSetting from './duplicate-setting/rule.ts';
import elidedBootImport from './elided-boot-import/rule.ts';
import envInventory from './env-inventory/rule.ts';
import envRead from './env-read/rule.ts';
import longRunningLoopKillSwitch from './long-running-loop-kill-switch/rule.ts';
import magicNumbers from './magic-numbers/rule.ts';
import restartRequired from './restart-required/rule.ts';
import unknownSetting from './unknown-setting/rule.ts';

export const rules = [bootstrapWiring, defaultDrift, duplicateSetting, elidedBootImport, envInventory, envRead, longRunningLoopKillSwitch, magicNumbers, restartRequired, unknownSetting] as const;

export type RuleId = (typeof rules)[number]['id'];
