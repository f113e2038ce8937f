import { receiverOf, type Code } from '../settings/code.ts';
import type { Access, SettingsModel } from '../settings/model.ts';

/**
 * Whether what an access is called on is surely a reader of settings: the dialect knows its readers by more than the end
 * of a name, the whole name is one of those ends, or settings that are registered are read through the same class, type
 * or value. `dnsResolver.get('a', 'b')` would otherwise be taken for a read.
 */
export function receivers(code: Code, { accesses, traits }: SettingsModel): (access: Access) => boolean {
  const proven = new Set<string>();
  for (const access of accesses) {
    if (access.site !== 'call' || access.settings.length === 0 || !access.exact) continue;
    for (const id of identities(access)) proven.add(`${access.vocabulary} ${id}`);
  }
  return access => {
    const endings = traits.get(access.vocabulary)?.receivers ?? [];
    if (access.site !== 'call' || endings.length === 0) return true;
    return identities(access).some(id => proven.has(`${access.vocabulary} ${id}`)) || namesOf(access).some(name => endings.some(ending => ending.toLowerCase() === name.toLowerCase()));
  };

  /** What the receiver and its types are called. */
  function namesOf(access: Access): readonly string[] {
    const inner = access.via.at(-1) ?? access;
    const facts = code.unit(inner.file)?.facts;
    const call = inner.call === undefined ? undefined : facts?.calls[inner.call];
    const value = facts && call && receiverOf(facts, call);
    if (!value) return [];
    return [...(value.k === 'ref' || value.k === 'prop' ? [value.n] : []), ...code.values.typeNames({ file: inner.file, fn: call.fn }, value)];
  }

  /** Its class, the names of its types, else its name; of a free function, what is called. */
  function identities(access: Access): readonly string[] {
    const inner = access.via.at(-1) ?? access;
    const facts = code.unit(inner.file)?.facts;
    const call = inner.call === undefined ? undefined : facts?.calls[inner.call];
    if (!facts || !call) return [];
    const value = receiverOf(facts, call);
    const site = { file: inner.file, fn: call.fn };
    if (!value) return call.callee.k === 'ref' ? [`function ${call.callee.n}`] : [];
    const cls = code.values.classOf(site, value);
    if (cls) return [`class ${cls.file} ${cls.cls}`];
    const types = code.values.typeNames(site, value);
    if (types.length > 0) return types.map(name => `type ${name}`);
    const origin = code.values.origin(site, value);
    if (origin.k === 'decl') return [`value ${origin.file} ${origin.decl} ${origin.path.join('.')}`];
    if (origin.k === 'external') return [`value ${origin.from} ${origin.name} ${origin.path.join('.')}`];
    return value.k === 'ref' || value.k === 'prop' ? [`name ${value.n}`] : [];
  }
}
