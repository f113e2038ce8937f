import type { Problem } from '../../../core/model.ts';
import type { CallIndex, FnIndex } from '../../../facts/program/model.ts';
import type { CallRegistry } from '../../../vocabulary/registries.ts';
import type { Entry } from '../entry.ts';
import type { Span } from '../evaluation/known.ts';
import type { Setting } from '../model.ts';
import { partsOf, texts, type Parts, type Reading } from '../setting.ts';

/** A setting whose entry is a member, an element or a field: its place is its name, its span runs to the end of its value. */
export function settingAt(
  reading: Reading,
  registry: Parts & Pick<CallRegistry, 'key' | 'namespace'>,
  entry: Entry,
  fallback: string,
  range: Span,
  where: { readonly fn: FnIndex; readonly call?: CallIndex },
): { setting: Setting; problems: Problem[] } {
  const { code, reader, vocabulary } = reading;
  const name = texts(reader.read(entry, registry.key))?.[0] ?? fallback;
  const namespace = registry.namespace === undefined ? undefined : texts(reader.read(entry, registry.namespace))?.[0];
  const key = namespace === undefined ? name : `${namespace}${vocabulary.join ?? '.'}${name}`;
  const at = { file: range.file, s: range.s, e: Math.min(range.e, entry.name?.at?.e ?? range.e) };
  const { parts, problems } = partsOf(reading, registry, entry, key, at);
  const location = code.locate(at.file, at.s, at.e);
  return {
    problems,
    setting: {
      key,
      name,
      ...(namespace !== undefined && { namespace }),
      ...parts,
      at: location,
      span: { startLine: location.line, endLine: code.locate(range.file, range.s, range.e).endLine },
      file: at.file,
      ...where,
      vocabulary: vocabulary.name,
      application: code.modules.packageOf(at.file),
    },
  };
}
