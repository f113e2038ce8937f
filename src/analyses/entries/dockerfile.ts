import { quoted } from './shell-words.ts';

/** What one stage of a Dockerfile starts. */
export interface Stage {
  /** Name given with `AS`, '' for none. */
  readonly name: string;
  readonly workdir: string;
  /** `ENTRYPOINT` and `CMD`, as command lines. */
  readonly commands: readonly string[];
}

/** The stages that start something. A stage takes working directory and commands from the one it is built on. */
export function stagesOf(text: string): readonly Stage[] {
  const stages: { name: string; workdir: string; entrypoint?: string; cmd?: string }[] = [];
  for (const [, instruction = '', rest = ''] of logical(text).matchAll(/^[^\S\n]*([A-Za-z]+)[^\S\n]+(.*)$/gm)) {
    const current = stages.at(-1);
    switch (instruction.toUpperCase()) {
      case 'FROM': {
        const [, image = '', name = ''] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest) ?? [];
        const base = stages.find(each => each.name !== '' && each.name === image);
        stages.push({ workdir: '/', ...base, name });
        break;
      }
      case 'WORKDIR': if (current) current.workdir = rest.startsWith('/') ? rest.trim() : `${current.workdir}/${rest.trim()}`; break;
      case 'CMD': if (current) current.cmd = commandOf(rest); break;
      case 'ENTRYPOINT': if (current) { current.entrypoint = commandOf(rest); delete current.cmd; } break;
      default:
    }
  }
  return stages.flatMap(({ name, workdir, entrypoint, cmd }) => {
    // An entrypoint that is a wrapper runs what `CMD` says; a program of its own takes it as arguments. Both are looked at.
    const commands = [entrypoint, cmd, entrypoint !== undefined && cmd !== undefined ? `${entrypoint} ${cmd}` : undefined].filter(each => each !== undefined);
    return commands.length === 0 ? [] : [{ name, workdir, commands }];
  });
}

/** Continued lines joined, comments dropped. */
const logical = (text: string): string => text.split(/\r?\n/).filter(line => !/^\s*#/.test(line)).join('\n').replace(/\\[ \t]*\n/g, ' ');

/** The exec form as a command line. */
export const commandOf = (text: string): string => {
  if (!text.trim().startsWith('[')) return text.trim();
  try {
    const words: unknown = JSON.parse(text.trim());
    return Array.isArray(words) ? words.map(word => quoted(String(word))).join(' ') : '';
  } catch {
    return text.replace(/^\s*\[|\]\s*$/g, '').replaceAll(',', ' ');
  }
};
