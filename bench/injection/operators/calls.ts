import type { Call, Fn } from '../../../src/facts/program/model.ts';
import { headOf, isImportOrExport, tableElement, type Around, type OffFlag } from '../around.ts';
import type { Edit, Mutant, Stratum } from '../mutant.ts';
import type { Place } from '../oracle.ts';

/** The only use of a function that reads settings, with the call it is where it is one. */
export interface OnlyUse {
  readonly file: string;
  readonly at: number;
  readonly fn: Fn;
  readonly home: string;
  readonly call: Call | undefined;
  readonly expected: readonly string[];
}

/** Functions and methods of a file that the whole repository names once besides their declaration. */
export function* onlyUses(around: Around, file: string): Generator<OnlyUse> {
  for (const [index, fn] of around.repository.facts(file).fns.entries()) {
    if (!/^[A-Za-z_$][\w$]{3,}$/.test(fn.n) || (fn.k !== 'function' && fn.k !== 'arrow' && fn.k !== 'method') || index === 0) continue;
    const expected = around.oracle.settingsIn(file, fn.s, fn.e);
    if (expected.length === 0) continue;
    const uses = around.oracle.places(fn.n).filter(place => !isDeclaration(around, place, file, fn) && !isImportOrExport(around, place));
    if (uses.length !== 1) continue;
    const use = uses[0]!;
    const call = around.repository.facts(use.file).calls.find(each => each.k === 'call' && 'e' in each.callee && each.callee.e === use.at + fn.n.length);
    yield { file: use.file, at: use.at, fn, home: file, call, expected };
  }
}

/** M1 deletes the only call, M3 puts an off flag before it, M10 adds another of its name too; M7 takes it out of a table. */
export function* ofCalls(around: Around, file: string): Generator<Mutant> {
  for (const use of onlyUses(around, file)) {
    const { fn, home, call, expected } = use;
    const text = around.repository.texts.get(use.file)!;
    const gone = { file: home, s: fn.s, e: fn.e };
    if (!call) {
      const element = tableElement(text, use.at, fn.n);
      if (element) yield { id: `M7:${use.file}:${use.at}`, operator: 'M7', shape: 'element dropped', stratum: 'registry', cut: { edits: [{ file: use.file, ...element, text: '' }] }, expected, gone };
      continue;
    }
    const place = `${use.file}:${call.s}`;
    const stratum: Stratum = fn.cls === undefined && call.callee.k === 'ref' ? 'direct' : 'method';
    const replaced = (by: string): Edit => ({ file: use.file, s: call.s, e: call.e, text: by });
    const source = text.slice(call.s, call.e);
    yield { id: `M1:${place}`, operator: 'M1', shape: 'call deleted', stratum, cut: { edits: [replaced('(undefined as any)')] }, expected, gone };
    const off = call.use === 'value' ? undefined : around.off(use.file, call.s);
    if (off) {
      for (const [shape, guarded] of guards(off, source)) {
        yield { id: `M3/${shape}:${place}`, operator: 'M3', shape, stratum, cut: { edits: [{ file: use.file, s: headOf(text), e: headOf(text), text: off.head }, replaced(guarded)] }, expected, gone };
      }
    }
    for (const [shape, collision] of collisions(fn.n)) {
      yield { id: `M10/${shape}:${place}`, operator: 'M10', shape, stratum, cut: { edits: [replaced('(undefined as any)'), { file: use.file, s: text.length, e: text.length, text: collision }] }, expected, gone, collision: true };
    }
  }
}

/** A call behind a condition that is false by default, as people write it. */
const guards = ({ text, boolean }: OffFlag, call: string): (readonly [string, string])[] => {
  const plain = !/\b(await|yield|arguments|super)\b/.test(call);
  const chain = /^(.+)\.([\w$]+)$/.exec(text);
  return [
    ['and', `((${text}) && ${call})`],
    ['ternary', `((${text}) ? ${call} : undefined)`],
    ['negated', `(!(${text}) ? undefined : ${call})`],
    ['negated or', `(!(${text}) || ${call})`],
    ['as boolean', `(Boolean(${text}) && ${call})`],
    ...(boolean ? [['identical', `(${text} === true && ${call})`], ['not identical', `(${text} !== true ? null : ${call})`]] as const : []),
    ...(plain ? [
      ['early exit', `(() => { if (!(${text})) return; ${call}; })()`],
      ['early exit, async', `(async () => { if (!(${text})) { return undefined; } return ${call}; })()`],
      ['variable', `(() => { const wanted = ${text}; if (wanted) { ${call}; } })()`],
      ['helper', `(() => { const isWanted = (): boolean => Boolean(${text}); if (isWanted()) ${call}; })()`],
      ...(/\bthis\b/.test(text + call) ? [] : [['helper with an exit', `(() => { function isWanted() { if (!(${text})) return false; return true; } return isWanted() ? ${call} : undefined; })()`]] as const),
      ['switch', `(() => { switch (Boolean(${text})) { case true: ${call}; break; default: break; } })()`],
      ...(chain && boolean ? [['destructured', `(() => { const { ${chain[2]!}: wanted } = ${chain[1]!}; if (wanted) ${call}; })()`] as const] : []),
    ] as const : []),
  ];
};

/** Something else of the same name, which is called. */
const collisions = (name: string): (readonly [string, string])[] => [
  ['class', `\nclass InjectedCollision_${name} { ${name}(): number { return 1; } }\nnew InjectedCollision_${name}().${name}();\n`],
  ['object', `\nconst injectedCollision_${name} = { ${name}: () => 1 };\ninjectedCollision_${name}.${name}();\n`],
  ['outside', `\n(globalThis as any).injectedClient.${name}();\n`],
  ['parameter', `\nexport const injectedRun_${name} = (each: any) => each.${name}();\ninjectedRun_${name}((globalThis as any).injectedClient);\n`],
];

const isDeclaration = ({ repository }: Around, { file, at }: Place, home: string, fn: Fn): boolean =>
  file === home && (at >= fn.s && at < fn.e ? at - fn.s < 80 : /\b(const|let|var|function)\s+$/.test(repository.texts.get(file)!.slice(Math.max(0, at - 12), at)) || (at < fn.s && fn.s - at < fn.n.length + 80 && !repository.texts.get(file)!.slice(at, fn.s).includes('\n')));
