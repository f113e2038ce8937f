import type { FilePath } from '../../../core/model.ts';
import type { Call, GuardIndex, ProgramFacts } from '../../../facts/program/model.ts';
import type { CallGraph, FnId } from '../../calls/model.ts';
import { nameOf } from '../when/callbacks.ts';
import { isAfterFailure } from '../world.ts';
import { saysRestart } from './says-restart.ts';

/** A call that has the whole program, or the window it runs in, start again, or asks whoever uses it to do that. */
export interface Restart {
  readonly file: FilePath;
  readonly fn: FnId;
  readonly g: GuardIndex;
}

export function restartsIn(files: readonly FilePath[], facts: (file: FilePath) => ProgramFacts, graph: CallGraph): readonly Restart[] {
  return files.flatMap(file => facts(file).calls.flatMap((call, c): Restart[] =>
    (isRestart(facts(file), call) && graph.targets(file, c).length === 0 ? [{ file, fn: graph.idOf(file, call.fn), g: call.g }] : [])));
}

function isRestart(facts: ProgramFacts, call: Call): boolean {
  const { callee, args } = call;
  const texts = args.flatMap(arg => (arg.k === 'lit' && typeof arg.v === 'string' ? [arg.v] : []));
  if (texts.some(text => COMMANDS.test(text)) || (TELLS.test(nameOf(callee)) && texts.some(saysRestart))) return true;
  if (callee.k !== 'prop') return false;
  if (callee.n === 'exit') return nameOf(callee.o) === 'process' && !isFailure(facts, call);
  return callee.n === 'reload' ? RELOADED.test(nameOf(callee.o)) : ASKED.test(callee.n);
}

/** `process.exit(1)` where something went wrong. */
function isFailure(facts: ProgramFacts, { args: [code], g }: Call): boolean {
  return code !== undefined && !(code.k === 'lit' && code.v === 0) || isAfterFailure(facts, g);
}

/** Commands of an editor that are named in a text. */
const COMMANDS = /^workbench\.action\.(reloadWindow|restartExtensionHost|quit)$/;
const RELOADED = /^(location|win|window|mainWindow|webContents)$/i;
/** `window.showInformationMessage('The change takes effect after a restart')` */
const TELLS = /^(show\w*(Message|Dialog|Notification|Prompt|Toast)|notify|confirm|alert|toast|notification)$/;
const ASKED = /^(relaunch(App)?|reloadWindow|reloadIgnoringCache|requestRestart|restartApp)$/;
