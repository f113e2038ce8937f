import { defineAnalysis, type Json, type Location } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { program } from '../../facts/program/kind.ts';
import type { Val } from '../../facts/program/model.ts';
import { environment } from '../environment/analysis.ts';
import { modules } from '../modules/analysis.ts';
import { settings } from '../settings/analysis.ts';
import type { Unit } from '../settings/code.ts';
import { indexedCode } from '../settings/indexed-code.ts';
import type { SettingIndex } from '../settings/model.ts';
import { values } from '../values/analysis.ts';
import { constantMirrors } from './constants.ts';
import { fallbacksOf } from './fallbacks.ts';
import { fieldMirrors } from './fields.ts';
import { meanSame } from './meaning.ts';
import type { Drift, DriftModel } from './model.ts';
import { parameterMirrors } from './parameters.ts';
import { secondSchemas } from './schemas.ts';
import { ownerAt, type Stated } from './stated.ts';

/** Defaults that say something else than the registration. */
export const drift = defineAnalysis({
  id: 'drift',
  needs: [program, modules, values, settings, environment, indexedCode],
  compute(inputs): DriftModel {
    const model = inputs.model(settings);
    if (model.settings.length === 0) return { drifts: [] };
    const graph = inputs.model(modules);
    const code = inputs.model(indexedCode);
    const reads = indexed();
    const stated = [
      ...code.units.filter(unit => !unit.test).flatMap(statedIn),
      ...model.accesses.flatMap((access): Stated[] => {
        if (access.fallback === undefined || isBlank(access.fallback) || access.mode !== 'read' || access.test) return [];
        return [{ settings: access.settings, place: 'fallback', value: access.fallback, owner: ownerAt(code.unit(access.file), access.fn), at: access.at }];
      }),
      ...parameterMirrors(code, model),
      ...fieldMirrors(code, model),
      ...constantMirrors(code, model),
      ...secondSchemas(code, model),
    ];
    const drifts = stated.flatMap(driftOf);
    const distinct = new Map(drifts.map(each => [`${each.at.file}:${each.at.line}:${each.at.column}:${model.settings[each.setting]!.key}`, each]));
    return { drifts: [...distinct.values()].sort((a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line || a.at.column - b.at.column)) };

    function driftOf({ settings: indexes, place, value, owner, at }: Stated): Drift[] {
      const meant = indexes.map(index => ({ index, setting: model.settings[index]! }));
      const differs = meant.every(({ setting }) => {
        const { default: registered, type, name } = setting;
        const isOwn = place !== 'schema' && setting.at.file === at.file && setting.span.startLine <= at.line && at.line <= setting.span.endLine;
        return !isOwn && registered.k === 'constant' && meanSame(value, registered.value, type, name) === false;
      });
      const [first] = meant;
      if (!first || !differs || first.setting.default.k !== 'constant') return [];
      return [{ setting: first.index, place, value, registered: first.setting.default.value, owner, at }];
    }

    /** Fallbacks behind reads in one file. */
    function statedIn(unit: Unit): Stated[] {
      const own = reads.get(unit.path);
      if (!own) return [];
      return fallbacksOf(unit).flatMap(({ value, fallback, operator, fn, s, e }): Stated[] => {
        const read = own.get(idOf(unit, value));
        if (!read) return [];
        const constant = code.values.constant({ file: unit.path, fn }, fallback);
        // `a || false` is an operator of logic.
        if (constant === undefined || isBlank(constant) || (operator === '||' && typeof constant === 'boolean')) return [];
        const span = 's' in fallback ? fallback : { s, e };
        return [{ ...read, value: constant, owner: ownerAt(unit, fn), at: code.locate(unit.path, span.s, span.e) }];
      });
    }

    /** Reads of settings and of their variables, by file and by the value that reads. */
    function indexed(): Map<string, Map<string, Pick<Stated, 'settings' | 'place'>>> {
      const found = new Map<string, Map<string, Pick<Stated, 'settings' | 'place'>>>();
      const put = (file: string, id: string, read: Pick<Stated, 'settings' | 'place'>): void => {
        const reads = found.get(file) ?? new Map<string, Pick<Stated, 'settings' | 'place'>>();
        found.set(file, reads);
        if (!reads.has(id)) reads.set(id, read);
      };
      for (const access of model.accesses) {
        if (access.mode !== 'read' || access.strength !== 'exact' || !access.exact || access.settings.length === 0) continue;
        const { call, site, at, settings: indexes } = access;
        if (site === 'call' && call !== undefined) put(access.file, `call ${call}`, { settings: indexes, place: 'fallback' });
        if (site === 'member') put(access.file, placeOf(at), { settings: indexes, place: 'fallback' });
      }
      const byVariable = new Map<string, SettingIndex[]>();
      model.settings.forEach(({ env }, index) => env.forEach(name => addTo(byVariable, name, index)));
      for (const { file, at, kind, variable, schema, through, tooling } of inputs.model(environment).accesses) {
        if (kind !== 'read' || schema || through || tooling) continue;
        const indexes = (byVariable.get(variable) ?? []).filter(index => model.settings[index]!.application === graph.packageOf(file));
        if (indexes.length > 0) put(file, placeOf(at), { settings: indexes, place: 'variable' });
      }
      return found;
    }

    function idOf({ path }: Unit, value: Val): string {
      if (value.k === 'call') return `call ${value.c}`;
      return 's' in value ? placeOf(code.locate(path, value.s, value.e)) : '';
    }
  },
});

/** A blank satisfies the compiler, and says of no default what it is. */
const isBlank = (value: Json): boolean => value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const placeOf = ({ line, column, endLine, endColumn }: Location): string => `${line}:${column}-${endLine}:${endColumn}`;
