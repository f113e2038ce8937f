import { defineAnalysis } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import { modules } from '../modules/analysis.ts';
import type { Code, Unit } from '../settings/code.ts';
import { indexedCode } from '../settings/indexed-code.ts';
import { allowances } from './allow.ts';
import { resolveHelpers, type Named } from './helpers.ts';
import type { EnvironmentAccess, EnvironmentModel } from './model.ts';
import { nameReader } from './names.ts';
import { recogniser } from './recognise.ts';
import { touchesOf } from './scan.ts';
import { schemaSpans } from './schema.ts';
import { isTooling } from './tooling.ts';

/** Every place where the program touches the environment, whatever the spelling. */
export const environment = defineAnalysis({
  id: 'environment',
  needs: [modules, indexedCode],
  compute(inputs): EnvironmentModel {
    const graph = inputs.model(modules);
    const code = inputs.model(indexedCode);
    const recognised = recogniser(code);
    const names = nameReader(code, recognised);
    const { covers, stale } = allowances(inputs.options.env.allow, inputs.files.map(file => file.path));
    const accesses = code.units.flatMap(unit => {
      const touches = touchesOf(unit, code, recognised, names);
      if (touches.length === 0) return [];
      const spans = schemaSpans(unit, code, touches);
      return resolveHelpers(code, names, unit, touches).flatMap(named => {
        const at = named.unit === unit ? named.touch : undefined;
        return accessesOf(code, named, at !== undefined && spans.some(({ s, e }) => s <= at.s && at.e <= e));
      });
    }).map((access): EnvironmentAccess => ({ ...access, tooling: isTooling(access.file, graph.packageOf(access.file)), allowed: covers(access) }));
    return { accesses: withoutRepetition(accesses.sort(byPlace)), stale: stale(accesses) };
  },
});

function accessesOf(code: Code, { unit, touch, through }: Named, schema: boolean): Omit<EnvironmentAccess, 'tooling' | 'allowed'>[] {
  const { kind, source, fn, s, e } = touch;
  const access = {
    file: unit.path, at: code.locate(unit.path, s, e), kind, source, owner: ownerAt(unit, fn, s), fn, test: unit.test,
    ...(schema ? { schema: true as const } : {}),
    ...(through ? { through: code.locate(through.unit.path, through.touch.s, through.touch.e) } : {}),
  };
  return (touch.names.k === 'known' ? [...new Set(touch.names.names)] : ['*']).map(variable => ({ ...access, variable }));
}

/** A helper may touch its variable several times; the call that names it is one access all the same. */
const withoutRepetition = (accesses: readonly EnvironmentAccess[]): EnvironmentAccess[] =>
  accesses.filter((each, i) => {
    const before = accesses[i - 1];
    return !before || byPlace(before, each) !== 0 || before.at.endLine !== each.at.endLine || before.at.endColumn !== each.at.endColumn;
  });

/** A field's initialiser belongs to the field. */
function ownerAt({ facts }: Unit, fn: number, offset: number): string {
  const { k, owner, cls } = facts.fns[fn]!;
  if ((k !== 'field' && k !== 'static') || cls === undefined) return owner;
  const field = facts.classes[cls]!.fields.filter(({ s, isStatic, param }) => s <= offset && param === undefined && (isStatic === 1) === (k === 'static')).at(-1);
  return field?.n ? `${owner}.${field.n}` : owner;
}

const byPlace = (a: EnvironmentAccess, b: EnvironmentAccess): number =>
  compareText(a.file, b.file) || a.at.line - b.at.line || a.at.column - b.at.column || compareText(a.variable, b.variable) || compareText(a.kind, b.kind);
