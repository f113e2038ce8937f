import { anyGlob } from '../../core/glob.ts';
import type { ProjectFile } from '../../core/model.ts';
import { orNearest } from '../../core/nearest.ts';
import type { AccessForm } from '../../vocabulary/accesses.ts';
import type { Registry } from '../../vocabulary/registries.ts';
import type { Code } from './code.ts';
import { matcher } from './keys.ts';

/** Registries and accesses of a user's own vocabulary whose pattern fits nothing in the program: each a sentence that names the member and what to do. */
export function unmatched(
  code: Code,
  project: readonly ProjectFile[],
  where: string,
  registries: readonly (readonly [number, Registry])[],
  accesses: readonly (readonly [number, AccessForm])[],
): readonly string[] {
  return [
    ...registries.flatMap(([i, registry]) => problemOf(code, project, `${where}, \`registries[${i}]\`,`, registry)),
    // That nothing writes a setting is as it may be; that nothing reads any is a slip in the name.
    ...accesses
      .filter(([, access]) => !('mode' in access) || access.mode === 'read' || access.mode === 'watch')
      .flatMap(([i, access]) => problemOf(code, project, `${where}, \`accesses[${i}]\`,`, access)),
  ];
}

function problemOf(code: Code, project: readonly ProjectFile[], at: string, form: Registry | AccessForm): readonly string[] {
  switch (form.kind) {
    case 'call': return nothingNamed(at, 'callee', 'calls', form.callee, name => (name.includes('*') ? code.callees(name) : code.calls(name)).length > 0, () => code.callees('*'));
    case 'new': return nothingNamed(at, 'classes', 'constructs', form.classes, name => code.calls(name).length > 0, () => code.callees('*'));
    case 'class': return form.classes === undefined ? [] : declares(code, at, 'classes', form.classes, ['class']);
    case 'variable': return declares(code, at, 'names', form.names, ['const', 'let', 'var', 'import', 'namespace']);
    case 'enum': return declares(code, at, 'names', form.names, ['enum']);
    case 'union': return declares(code, at, 'names', form.names, ['type']);
    case 'jsonSchema': case 'yaml': return nowhere(project, at, form.files);
    case 'text': return nowhere(project, at, form.files);
    default: return [];
  }
}

function declares(code: Code, at: string, member: string, names: readonly string[], kinds: readonly string[]): readonly string[] {
  const declared = [
    ...new Set(
      code.units.flatMap(({ facts }) => [
        ...facts.decls.filter(({ k }) => kinds.includes(k)).map(({ n }) => n),
        ...(kinds.includes('class') ? facts.classes.map(({ n }) => n) : []),
      ]),
    ),
  ];
  return nothingNamed(at, member, 'declares', names, name => declared.some(matcher(name)), () => declared);
}

/** One of several names is enough: a vocabulary may name what only some versions of a library have. */
function nothingNamed(at: string, member: string, verb: string, names: readonly string[], exists: (name: string) => boolean, all: () => readonly string[]): readonly string[] {
  const [first] = names;
  if (first === undefined || names.some(exists)) return [];
  return [`${at} \`${member}\`: the program ${verb} nothing of the name ${names.map(name => `\`${name}\``).join(' or ')}${orNearest(first, all()) || '; correct it, or take this part out'}`];
}

function nowhere(project: readonly ProjectFile[], at: string, files: readonly string[]): readonly string[] {
  const fits = anyGlob(files);
  return project.some(({ path }) => fits(path)) ? [] : [`${at} \`files\`: no file fits ${files.map(each => `\`${each}\``).join(' or ')}; write a glob relative to the root, or take this part out`];
}
