import type { Code } from '../settings/code.ts';
import type { SettingsModel } from '../settings/model.ts';
import { objectsOf } from '../settings/objects.ts';
import type { Stated } from './stated.ts';

/** Initial values of fields that a mirror (`{ field: 'maxBody', namespace, key }`) in their class fills with a setting. */
export function fieldMirrors(code: Code, { accesses }: SettingsModel): Stated[] {
  return accesses.flatMap((access): Stated[] => {
    const unit = code.unit(access.file);
    if (access.site !== 'literal' || access.test || access.cls === undefined || !unit || access.settings.length === 0) return [];
    const mirror = objectsOf(unit).find(({ object, cls }) => {
      const { line, column, endLine, endColumn } = code.locate(access.file, object.s, object.e);
      const begins = line < access.at.line || (line === access.at.line && column <= access.at.column);
      return cls === access.cls && begins && (access.at.endLine < endLine || (access.at.endLine === endLine && access.at.endColumn <= endColumn)) && object.p.some(each => each.n === 'field');
    });
    const name = mirror?.object.p.find(each => each.n === 'field')?.v;
    const { fields, n } = unit.facts.classes[access.cls]!;
    const field = name?.k === 'lit' ? fields.find(each => each.n === name.v) : undefined;
    const value = field?.init && code.values.constant({ file: unit.path, fn: access.fn }, field.init);
    if (!field?.init || value === undefined || value === null) return [];
    const span = 's' in field.init ? field.init : field;
    return [{ settings: access.settings, place: 'field', value, owner: `${n}.${field.n}`, at: code.locate(unit.path, span.s, span.e) }];
  });
}
