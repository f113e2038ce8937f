import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import type { CallIndex, FnIndex } from '../../facts/program/model.ts';
import { calls } from '../calls/analysis.ts';
import { beside } from '../entries/beside.ts';
import { settings } from '../settings/analysis.ts';
import { values } from '../values/analysis.ts';
import { candidatesIn } from './forms/candidates.ts';
import type { Candidate, LoopModel } from './model.ts';
import { clientsIn, drawersIn } from './program/packages.ts';
import type { LoopProgram, Place } from './program/program.ts';
import { targetsOf, type Target } from './program/targets.ts';
import { nameOf, unitOf, type Unit } from './program/unit.ts';
import { settingReadsOf } from './switches/reads.ts';
import { switchOf } from './switches/switch.ts';

/** Every loop that may last, whether it lasts as long as the process, and whether a setting can pause it. */
export const loops = defineAnalysis({
  id: 'loops',
  needs: [program, values, settings, calls, beside],
  compute(inputs): LoopModel {
    const units = inputs.files.map(file => unitOf(file.path, file.test, inputs.table(program, file), file.lineStarts));
    const byPath = new Map(units.map(unit => [unit.path, unit]));
    const known = inputs.model(values);
    const targets = targetsOf(path => byPath.get(path), known);
    const callers = (unit: Unit, fn: FnIndex): readonly Place[] => {
      const graph = inputs.model(calls);
      return graph.callers(graph.idOf(unit.path, fn)).flatMap(({ file, call }) => { const at = byPath.get(file); return at ? [{ unit: at, call }] : []; });
    };
    const callees = (unit: Unit, call: CallIndex): readonly Target[] => {
      const graph = inputs.model(calls);
      return graph.targets(unit.path, call).flatMap(id => { const at = byPath.get(graph.fileOf(id)); return at ? [{ unit: at, fn: graph.indexOf(id) }] : []; });
    };
    const reads = settingReadsOf(inputs.model(settings), targets, path => byPath.get(path), callers, callees);
    const all: LoopProgram = {
      units,
      unitAt: path => byPath.get(path),
      values: known,
      targets,
      isSettingRead: reads.isRead,
      graph: () => inputs.model(calls),
      callsNamed: callsByName(units),
      isClient: clientsIn(inputs.project),
      draws: drawersIn(inputs.project),
      usesAny: importedBy(units),
      isBeside: unit => inputs.model(beside).has(unit.path),
    };
    const candidates = units.filter(unit => !unit.test).flatMap(unit => candidatesIn(all, unit)).sort(byPlace);
    const services = candidates.filter(each => each.endless && each.scope === 'process').map(each => ({ ...each, switch: switchOf(all, reads, each) }));
    return { candidates, services };
  },
});

function importedBy(units: readonly Unit[]): LoopProgram['usesAny'] {
  const packages = new Set(units.flatMap(unit => unit.facts.imports.map(each => each.from)));
  return names => names.some(name => packages.has(name));
}

function callsByName(units: readonly Unit[]): LoopProgram['callsNamed'] {
  let index: Map<string, Place[]> | undefined;
  return name => (index ??= build()).get(name) ?? [];

  function build(): Map<string, Place[]> {
    const byName = new Map<string, Place[]>();
    for (const unit of units) {
      unit.facts.calls.forEach((call, c) => {
        const places = byName.get(nameOf(call));
        if (places) places.push({ unit, call: c });
        else byName.set(nameOf(call), [{ unit, call: c }]);
      });
    }
    return byName;
  }
}

const byPlace = (a: Candidate, b: Candidate): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.at.line - b.at.line || a.at.column - b.at.column;
