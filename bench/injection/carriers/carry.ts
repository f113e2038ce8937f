import { headOf, type Around } from '../around.ts';
import type { Change, Mutant, Range } from '../mutant.ts';
import { onlyUses } from '../operators/calls.ts';
import { CONTAINERS } from './containers.ts';
import { EVENTS } from './events.ts';
import { NEST } from './nest.ts';
import { REGISTRIES } from './registries.ts';
import { folder, type Cargo, type Carried, type Carrier } from './carrier.ts';
import { remoteImports } from './remote.ts';

const CARRIERS: readonly Carrier[] = [...EVENTS, ...REGISTRIES, ...NEST, ...CONTAINERS];

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
      if (carrier.needs === 'own file' && imports === undefined) continue;
      if (carrier.needs === 'method' && /\b(this|super)\b/.test(load.code)) continue;
      const id = `${carrier.operator}/${carrier.name}:${file}:${load.place.s}`;
      const tag = tagOf(id);
      const cargo: Cargo = { tag, code: carrier.needs === 'own file' ? imports!.code : load.code, imports: imports?.text ?? '' };
      const { whole, cut } = carrier.carry(cargo);
      const change = (carried: Carried): Change => changeOf(file, text, load, tag, carried);
      yield { id, operator: carrier.operator, shape: carrier.name, stratum: carrier.stratum, cut: change(cut), whole: change(whole), expected: load.expected, gone: load.gone };
    }
  }
}

function changeOf(file: string, text: string, { place, rest }: Load, tag: string, carried: Carried): Change {
  const home = file.slice(0, file.lastIndexOf('/') + 1) + folder(tag).slice(2);
  const at = rest === '' ? carried.at : `(${carried.at}, ${rest})`;
  return {
    edits: [{ file, s: place.s, e: place.e, text: at }, ...(carried.head === undefined ? [] : [{ file, s: headOf(text), e: headOf(text), text: carried.head }])],
    files: new Map(Object.entries(carried.files ?? {}).map(([name, content]) => [`${home}/${name}`, content])),
  };
}

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
