import type { SourceFile } from 'ts-morph';
import { policyNumbers } from '../analyses/numbers/analysis.ts';
import type { PolicyNumber } from '../analyses/numbers/model.ts';
import { settings } from '../analyses/settings/analysis.ts';
import type { Setting, SettingsModel } from '../analyses/settings/model.ts';
import { callResolver, readFormAt, type ReadForm } from '../codemods/call-resolver.ts';
import { deleteRegistration } from '../codemods/delete-registration.ts';
import type { Edit, Left } from '../codemods/edit.ts';
import { hoistNumbers, type UnnamedNumber } from '../codemods/hoist-number.ts';
import { isPlain, objectAt, readMember } from '../codemods/read-member.ts';
import { removeMarker } from '../codemods/remove-marker.ts';
import { offsetsOf, openSource } from '../codemods/source.ts';
import { identityOf, placeOf } from '../core/entry.ts';
import type { FilePath, Finding, Location } from '../core/model.ts';
import { addTo } from '../core/multimap.ts';
import type { RunResult } from '../engine/request.ts';

/** One thing that can be mended, or the reason why it is left. */
export interface Repair {
  readonly id: string;
  readonly at: Location;
  /** What is done, as the end of the sentence "fixed: …". */
  readonly what: 'unused marker' | 'unread registration' | 'number without a name' | 'read past a setting';
  readonly finding?: Finding;
  /** What findings call the setting that it is about: its key and its variables. */
  readonly names?: readonly string[];
  readonly result: readonly Edit[] | Left;
}

/** What `fix` needs besides what the rules do. */
export const needed = [settings, policyNumbers];

/** Everything in a run's outcome that a codemod is made for, baseline or not. `open` gives the source that was judged. */
export function repairsOf({ outcome, model }: RunResult, textOf: (file: FilePath) => string | undefined): readonly Repair[] {
  const sources = new Map<FilePath, ReturnType<typeof openSource> | undefined>();
  const open = (file: FilePath) => {
    if (!sources.has(file)) {
      const text = /\.[cm]?[jt]sx?$/.test(file) ? textOf(file) : undefined;
      sources.set(file, text === undefined ? undefined : openSource(file, text));
    }
    return sources.get(file);
  };
  const receivers = new Map<string, ReadonlySet<string>>();
  const findings = [...outcome.new, ...outcome.known, ...outcome.moved.map(({ finding }) => finding)];
  return [...markers(), ...registrations(), ...numbers(), ...bypasses()];

  function markers(): Repair[] {
    const unused = outcome.markers.filter(({ problem, rule }) => problem === 'unused' && rule !== undefined);
    return [...groupBy(unused, ({ at }) => `${at.file}:${at.line}:${at.column}`)].flatMap(([id, problems]): Repair[] => {
      const { at } = problems[0]!; // A group is never empty.
      const source = open(at.file);
      return source === undefined ? [] : [{ id: `marker ${id}`, at, what: 'unused marker', result: removeMarker(source, at, problems.map(({ rule }) => rule!)) }];
    });
  }

  function registrations(): Repair[] {
    const unread = findings.filter(({ rule, entry }) => rule === 'bootstrap-wiring' && entry.kind === 'unread');
    if (unread.length === 0) return [];
    const all = model(settings).settings;
    return unread.flatMap((finding): Repair[] => {
      const { at, span, entry } = finding;
      const source = open(at.file);
      if (source === undefined || span === undefined) return [];
      const others = all.filter(other => other.at.file === at.file && other.key !== entry.key).map(other => other.at);
      const names = [entry.key, ...all.filter(each => each.key === entry.key).flatMap(({ env }) => env)];
      return [{ id: identityOf(finding), at, what: 'unread registration', finding, names, result: deleteRegistration(source, { at, span, others }) }];
    });
  }

  function numbers(): Repair[] {
    const unnamed = findings.filter(({ rule, message }) => rule === 'magic-numbers' && message === 'name');
    if (unnamed.length === 0) return [];
    const policies = model(policyNumbers);
    return [...groupBy(unnamed, ({ at }) => at.file)].flatMap(([file, found]): Repair[] => {
      const source = open(file);
      if (source === undefined) return [];
      const told = found.flatMap(finding => {
        const policy = policies.find(each => each.file === file && each.number.s === offsetsOf(source, finding.at).start);
        if (policy === undefined) return [];
        return [{ finding, number: unnamedNumber(policy, finding.at) }];
      });
      const results = hoistNumbers(source, told.map(({ number }) => number));
      return told.map(({ finding }, index): Repair => ({ id: identityOf(finding), at: finding.at, what: 'number without a name', finding, result: results[index]! }));
    });
  }

  function bypasses(): Repair[] {
    const past = findings.filter(({ rule, entry, message }) => rule === 'env-read' && (entry.kind === 'bypass' || (entry.kind === 'read' && message === 'read')));
    if (past.length === 0) return [];
    const known = model(settings);
    return past.flatMap((finding): Repair[] => {
      const variable = placeOf(finding.entry)?.slot;
      const registered = variable === undefined ? [] : known.settings.filter(each => each.env.includes(variable) && each.file !== finding.at.file);
      const source = registered.length > 0 ? open(finding.at.file) : undefined;
      if (source === undefined) return [];
      const repair = (result: Repair['result']): Repair[] => [{ id: identityOf(finding), at: finding.at, what: 'read past a setting', finding, result }];
      for (const setting of registered) {
        const object = objectBeside(known, setting, finding.at.file, source);
        if (object !== undefined && isMadeOf(setting)) return repair(readMember(source, { at: finding.at, name: setting.name, ...valueOf(setting) }, object));
      }
      const [setting] = registered;
      // What cannot change while the program runs is the same past its setting; then nobody needs to be told.
      if (finding.entry.kind !== 'bypass' || setting === undefined) return [];
      const form = formsOf(known, setting).next().value;
      if (form === undefined) return repair({ left: 'no setting of this type is read by a plain call elsewhere; replace it by hand' });
      const { key, name, namespace } = setting;
      return repair(callResolver(source, {
        at: finding.at, key, name, receivers: { endings: known.traits.get(setting.vocabulary)?.receivers ?? [], seen: receiversOf(known, setting.vocabulary) },
        ...(namespace === undefined ? {} : { namespace }), ...valueOf(setting),
      }, form));
    });
  }

  /** The variable itself, as far as the registration says. */
  function isMadeOf(setting: Setting): boolean {
    const source = open(setting.file);
    return source !== undefined && isPlain(source, setting.at);
  }

  /** The object that the file imports and reads other settings of the same registry from. */
  function objectBeside(known: SettingsModel, setting: Setting, file: FilePath, source: SourceFile): string | undefined {
    for (const { site, mode, exact, strength, test, file: place, vocabulary, settings: touched, at } of known.accesses) {
      if (place !== file || site !== 'member' || mode !== 'read' || !exact || strength !== 'exact' || test || vocabulary !== setting.vocabulary) continue;
      const isBeside = touched.some(index => known.settings[index]?.file === setting.file && known.settings[index]?.namespace === setting.namespace);
      const object = isBeside ? objectAt(source, at) : undefined;
      if (object !== undefined) return object;
    }
    return undefined;
  }

  /** How the program reads settings of this dialect; of the setting's own type first, when one is asked for. */
  function* formsOf(known: SettingsModel, { vocabulary, type }: Pick<Setting, 'vocabulary'> & { readonly type?: string | undefined }, anyType = false): Generator<ReadForm, undefined> {
    for (const access of known.accesses) {
      if (access.site !== 'call' || access.mode !== 'read' || !access.exact || access.test || access.vocabulary !== vocabulary) continue;
      if (!anyType && !access.settings.some(index => known.settings[index]?.type === type)) continue;
      const source = open(access.at.file);
      const form = source && readFormAt(source, access.at);
      if (form !== undefined) yield form;
    }
    return undefined;
  }

  /** What settings of a dialect are read through anywhere. */
  function receiversOf(known: SettingsModel, vocabulary: string): ReadonlySet<string> {
    let names = receivers.get(vocabulary);
    if (names === undefined) receivers.set(vocabulary, names = new Set([...formsOf(known, { vocabulary }, true)].flatMap(form => form.receivers)));
    return names;
  }
}

/** What a setting yields, as far as it can be seen. */
const valueOf = ({ type, default: registered }: Setting) => ({ ...(type === undefined ? {} : { type }), ...(registered.k === 'constant' ? { default: registered.value } : {}) });

/** What a name for a number is made of. */
export function unnamedNumber({ slot, sink, quantity: { role, unit }, callees, owner }: PolicyNumber, at: Location): UnnamedNumber {
  const context = (callees[0] ?? owner.replace('<module>', '')).split('.').at(-1)!; // Splitting never gives nothing.
  return { at, slot, role, context, compared: sink === 'comparison', ...(unit === undefined ? {} : { unit }) };
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) addTo(groups, keyOf(value), value);
  return groups;
}
