import type { Val } from '../../../facts/program/model.ts';
import type { ClassRegistry } from '../../../vocabulary/registries.ts';
import { calleeName, type Code, type Unit } from '../code.ts';
import type { Entry } from '../entry.ts';
import { membersOfGlobal } from '../globals.ts';
import { matcher } from '../keys.ts';
import type { Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { isFrom } from '../sites.ts';
import { anyOf, fallbackFor, isKeyed, nothing, type Found } from './declared-entries.ts';
import { settingAt } from './member-setting.ts';
import { rangeOf } from './schema-members.ts';

/** Settings that are the fields of a class: all of them, or those with a decorator. */
export function registrationsByClass(reading: Reading, registry: ClassRegistry): Found {
  const { code, evaluator } = reading;
  const found = nothing();
  const decorates = registry.decorators && anyOf(registry.decorators.map(matcher));
  const isOfName = registry.classes && anyOf(registry.classes.map(matcher));
  const named = registry.named === undefined ? undefined : new RegExp(registry.named);
  const isDecorated = (unit: Unit, decorators: readonly Val[]): boolean =>
    !decorates || decorators.some(each => decorates(decoratorName(unit, each) ?? '') && isImported(code, unit, each, registry.from));
  for (const unit of code.units) {
    if (unit.test) continue;
    for (const [c, cls] of unit.facts.classes.entries()) {
      if ((isOfName && !isOfName(cls.n)) || !isMeant(code, unit, c, registry)) continue;
      const settings = new Map<string, Setting>();
      const ranges: SettingsObject['ranges'][number][] = [];
      const body = Math.max(0, unit.facts.fns.findIndex(fn => fn.cls === c && fn.k === (registry.static ? 'static' : 'field')));
      for (const field of cls.fields) {
        if ((field.isStatic === 1) !== (registry.static === true) || !isDecorated(unit, field.decorators)) continue;
        if (named && !named.test(field.n)) continue;
        const ctx = { file: unit.path, fn: body };
        const variables = registry.reads && (field.init ? [...new Set(membersOfGlobal(reading, ctx, field.init, registry.reads))] : []);
        if (variables?.length === 0) continue;
        const at = { file: unit.path, s: field.s, e: field.s + field.n.length };
        const range = field.init ? rangeOf(code, { name: field.n, ctx, value: field.init, at }) : at;
        const entry: Entry = {
          ctx, name: { k: 'const', v: field.n, at }, decorators: field.decorators, ...(variables && { variables }),
          ...(field.init && { value: evaluator.evaluate(ctx, field.init), ...fallbackFor(reading, ctx, field.init) }),
        };
        if (!isKeyed(reading, registry, entry)) continue;
        const { setting, problems } = settingAt(reading, registry, entry, field.n, range, { fn: body });
        found.settings.push(setting);
        found.problems.push(...problems);
        settings.set(field.n, setting);
        ranges.push({ range, setting });
      }
      if (settings.size > 0) found.objects.push({ file: unit.path, cls: c, path: [], settings, ranges });
    }
  }
  return found;
}

function isMeant(code: Code, unit: Unit, c: number, { classes, extends: bases, decorators, reads, passedTo }: ClassRegistry): boolean {
  const cls = unit.facts.classes[c]!;
  if (passedTo && !isPassed(code, unit, c, passedTo)) return false;
  if (!bases) return classes !== undefined || decorators !== undefined || reads !== undefined || passedTo !== undefined;
  if (!cls.ext) return false;
  const origin = code.values.origin({ file: unit.path, fn: cls.fn }, cls.ext);
  const name = origin.k === 'class' ? code.unit(origin.file)?.facts.classes[origin.cls]?.n : origin.k === 'external' ? (origin.path.at(-1) ?? origin.name) : undefined;
  return name !== undefined && bases.includes(name);
}

/** One of these functions is handed the class somewhere. */
function isPassed(code: Code, unit: Unit, c: number, names: readonly string[]): boolean {
  return names.flatMap(name => code.calls(name)).some(site => {
    const call = site.unit.facts.calls[site.c]!;
    return call.args.some(arg => {
      if (arg.k !== 'ref') return false;
      const origin = code.values.origin({ file: site.unit.path, fn: call.fn }, arg);
      return origin.k === 'class' && origin.file === unit.path && origin.cls === c;
    });
  });
}

function isImported(code: Code, unit: Unit, decorator: Val, from: readonly string[] | undefined): boolean {
  if (!from) return true;
  return decorator.k === 'call' && isFrom(code, { unit, c: decorator.c }, from);
}

function decoratorName({ facts }: Unit, decorator: Val): string | undefined {
  if (decorator.k === 'call') return calleeName(facts, facts.calls[decorator.c]!);
  return decorator.k === 'ref' || decorator.k === 'prop' ? decorator.n : undefined;
}
