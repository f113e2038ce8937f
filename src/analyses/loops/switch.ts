import type { Candidate, Switch } from './model.ts';
import type { LoopProgram } from './program.ts';
import type { SettingReads } from './reads.ts';

export function switchOf(_program: LoopProgram, _reads: SettingReads, _candidate: Candidate): Switch {
  return { kind: 'unguarded' };
}
