import { headOf, type Around } from '../around.ts';
import type { Change, Mutant, Range } from '../mutant.ts';
import { onlyUses } from '../operators/calls.ts';
import { CONTAINERS } from './containers.ts';
import { EVENTS } from './events.ts';
import { LANGUAGE } from './language.ts';
import { NEST } from './nest.ts';
import { REGISTRIES } from './registries.ts';
import { SERVERS } from './servers.ts';
import { SERVICES } from './services.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';
import { folder, type Carried, type Carrier } from './carrier.ts';
import { remoteImports } from './remote.ts';

const FAMILIES: { readonly [family: string]: readonly Carrier[] } = { events: EVENTS, registries: REGISTRIES, nest: NEST, containers: CONTAINERS, services: SERVICES, servers: SERVERS, language: LANGUAGE, subscriptions: SUBSCRIPTIONS };
const CARRIERS = Object.values(FAMILIES).flat();

/** The family of carriers that a mutant's shape belongs to; `undefined` where it is not carried. */
export const familyOf = (shape: string): string | undefined => Object.keys(FAMILIES).find(family => FAMILIES[family]!.some(({ name }) => name === shape));

/** A place whose code can be carried: a statement that calls, or the only read of a setting. */
interface Load {
  readonly place: Range;
  /** The code at the place as statements. */
  readonly code: string;
  /** What stands in its place besides the carrier. */
  readonly rest: string;
  readonly expected: readonly string[];
  readonly gone: Range;
}

/** Carriers in the place of what calls the functions of a file, and of its reads: each load takes every carrier that suits it. */
export function* ofCarriers(around: Around, home: string): Generator<Mutant> {
  for (const load of [...callsToCarry(around, home), ...readsToCarry(around, home)]) {
    const { file } = load.place;
    const text = around.repository.texts.get(file)!;
    const imports = remoteImports(around, file, load);
    for (const carrier of CARRIERS) {
      const isRemote = carrier.needs === 'own file' || carrier.needs === 'remote flag';
      if (isRemote && imports === undefined) continue;
      if (carrier.needs === 'method' && /\b(this|super)\b/.test(load.code)) continue;
      const id = `${carrier.operator}/${carrier.name}:${file}:${load.place.s}`;
      const tag = tagOf(id);
      const off = carrier.needs === 'flag' ? around.off(file, load.place.s) : carrier.needs === 'remote flag' ? around.off(`${homeOf(file, tag)}/flag.ts`, 0) : undefined;
      if (carrier.needs?.includes('flag') && !off) continue;
      const { whole, cut } = carrier.carry({ tag, code: isRemote ? imports!.code : load.code, imports: imports?.text ?? '', off });
      const head = carrier.needs === 'flag' ? off!.head : '';
      const change = (carried: Carried): Change => changeOf(file, text, load, tag, head, carried);
      yield { id, operator: carrier.operator, shape: carrier.name, stratum: carrier.stratum, cut: change(cut), whole: change(whole), expected: load.expected, gone: load.gone };
    }
  }
}

function changeOf(file: string, text: string, { place, rest }: Load, tag: string, flagHead: string, carried: Carried): Change {
  const at = rest === '' ? carried.at : `(${carried.at}, ${rest})`;
  const heads = [flagHead, carried.head ?? ''].filter(head => head !== '').map(head => ({ file, s: headOf(text), e: headOf(text), text: head }));
  return {
    edits: [{ file, s: place.s, e: place.e, text: at }, ...heads],
    files: new Map(Object.entries(carried.files ?? {}).map(([name, content]) => [`${homeOf(file, tag)}/${name}`, content])),
  };
}

/** Where a carrier's own files stand. */
const homeOf = (file: string, tag: string): string => file.slice(0, file.lastIndexOf('/') + 1) + folder(tag).slice(2);

function* callsToCarry(around: Around, home: string): Generator<Load> {
  for (const { file, call, expected, fn } of onlyUses(around, home)) {
    if (!call || call.use === 'value' || call.use === 'return') continue;
    const source = around.repository.texts.get(file)!.slice(call.s, call.e);
    if (/\b(await|yield|arguments|super)\b/.test(source)) continue;
    yield { place: { file, s: call.s, e: call.e }, code: `${source};`, rest: '', expected, gone: { file: home, s: fn.s, e: fn.e } };
  }
}

function* readsToCarry(around: Around, file: string): Generator<Load> {
  for (const read of around.reads) {
    if (read.file !== file) continue;
    const source = around.repository.texts.get(file)!.slice(read.s, read.e);
    if (/\b(await|yield|arguments|super)\b/.test(source)) continue;
    yield { place: read, code: `console.log(${source});`, rest: '(globalThis as any).injectedAnswer', expected: [read.key], gone: read };
  }
}

/** Letters that are always the same for the same place: FNV-1a in base 36. */
function tagOf(id: string): string {
  let hash = 0x81_1c_9d_c5;
  for (const char of id) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01_00_01_93) >>> 0;
  return `K${hash.toString(36)}`;
}
