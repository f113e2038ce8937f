import { defineAnalysis } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { nearest } from '../../core/nearest.ts';
import { program } from '../../facts/program/kind.ts';
import type { Val } from '../../facts/program/model.ts';
import { modules } from '../modules/analysis.ts';
import { settings } from '../settings/analysis.ts';
import { calleeName } from '../settings/code.ts';
import { indexedCode } from '../settings/indexed-code.ts';
import { matcher } from '../settings/keys.ts';
import type { Access, Setting, Traits } from '../settings/model.ts';
import { values } from '../values/analysis.ts';
import type { UnknownAccess, UnknownModel } from './model.ts';
import { receivers } from './receivers.ts';

/** Reads, watches and writes of keys that no registry holds, where all of the registry can be seen. */
export const unknown = defineAnalysis({
  id: 'unknown',
  needs: [program, modules, values, settings, indexedCode],
  compute(inputs): UnknownModel {
    const model = inputs.model(settings);
    const unmatched = model.accesses.filter(access => access.settings.length === 0 && access.exact && !access.test);
    if (unmatched.length === 0) return { accesses: [] };
    const code = inputs.model(indexedCode);
    const registered = new Map<string, Setting[]>();
    for (const setting of model.settings) addTo(registered, setting.vocabulary, setting);
    const external = inputs.options.external.flatMap(each => each.keys).map(matcher);
    // What another dialect resolves is that one's, and where keys are rewritten one of several has to fit.
    const taken = new Set(model.accesses.filter(access => access.settings.length > 0).flatMap(access => [placeOf(access), `${access.vocabulary} ${placeOf(access)}`]));
    const applications = new Set(model.accesses.flatMap(access => access.settings.map(i => `${code.modules.packageOf(access.file)} ${model.settings[i]!.application}`)));
    const isSure = receivers(code, model);

    const questions = new Map(unmatched.filter(isQuestion).map(({ file, call, key }) => [`${file} ${call}`, key]));

    const found = new Map<string, UnknownAccess & { readonly vocabulary: string }>();
    for (const access of unmatched) {
      const { key, mode, at } = access;
      const traits = model.traits.get(access.vocabulary);
      const known = registered.get(access.vocabulary) ?? [];
      if (mode === 'mention' || !traits || (traits.open && !isSlip(access)) || isTaken(access, traits.rewrites) || isQuestion(access) || isAskedFirst(access)) continue;
      if (external.some(matches => matches(key)) || traits.external.some(pattern => matcher(pattern)(key))) continue;
      const inReach = known.filter(setting => sees(access, setting));
      // Another object has it: then it is a question of which one is meant.
      if (isSlip(access) && inReach.some(setting => setting.name === key)) continue;
      if (!couldBeRegistered(key, inReach, traits) || !isSure(access)) continue;
      const name = nearest(key, [...new Set(inReach.map(setting => setting.key))].sort());
      const owner = code.unit(access.file)?.facts.fns[access.fn]?.owner ?? '<module>';
      const id = `${placeOf(access)} ${key}`;
      if (!found.has(id)) found.set(id, { vocabulary: access.vocabulary, key, mode, owner, at, ...(name !== undefined && { nearest: name }) });
    }
    const partial = partialIn([...found.values()]);
    return { accesses: [...found.values()].filter(each => each.nearest !== undefined || !partial.has(each.vocabulary)).map(({ vocabulary: _, ...each }) => each) };

    /** Where the environment is read by many names that a schema leaves out, the schema was never meant to be the whole list. */
    function partialIn(all: readonly { readonly vocabulary: string; readonly key: string; readonly nearest?: string }[]): ReadonlySet<string> {
      return new Set([...registered].flatMap(([vocabulary, own]) => {
        const strangers = new Set(all.filter(each => each.vocabulary === vocabulary && each.nearest === undefined).map(each => each.key));
        return own[0]?.changes === 'start' && strangers.size >= LEAST_STRANGERS && strangers.size * 4 >= own.length ? [vocabulary] : [];
      }));
    }

    function isTaken(access: Access, rewrites: boolean): boolean {
      return taken.has(placeOf(access)) && (rewrites || !taken.has(`${access.vocabulary} ${placeOf(access)}`));
    }

    /** The application of the access has the setting in its registry, or uses settings of the one that has. */
    function sees(access: Access, { application }: Setting): boolean {
      const own = code.modules.packageOf(access.file);
      return own === application || applications.has(`${own} ${application}`);
    }

    /** `config.has('cache') ? config.get('cache') : …` knows that it may be missing. */
    function isAskedFirst({ file, guard, key }: Access): boolean {
      const facts = code.unit(file)?.facts;
      const asks = (value: Val): boolean => (value.k === 'call' ? questions.get(`${file} ${value.c}`) === key : value.k === 'op' && value.a.some(asks));
      for (let at = facts?.guards[guard]; facts && at; at = facts.guards[at.parent]) if (at.pos && asks(at.v)) return true;
      return false;
    }

    /** `config.has('cache')` asks whether there is one. */
    function isQuestion({ call, file }: Access): boolean {
      const facts = code.unit(file)?.facts;
      const name = facts && call !== undefined ? calleeName(facts, facts.calls[call]!) : undefined;
      return name !== undefined && /^(has|exists|isRegistered)/.test(name);
    }
  },
});

const LEAST_STRANGERS = 5;

/** A member of an object all of whose members are known, whatever else is registered. */
const isSlip = ({ site }: Access): boolean => site === 'member';

const placeOf = ({ at }: Access): string => `${at.file}:${at.line}:${at.column}`;

/**
 * Settings are registered under names of this form and in this namespace, so this one would be too; and it is neither a
 * group of settings nor a part of the value of one.
 */
function couldBeRegistered(key: string, known: readonly Setting[], { join }: Traits): boolean {
  if (known.some(setting => setting.key.startsWith(`${key}${join}`) || key.startsWith(`${setting.key}${join}`))) return false;
  const space = spaceOf(key, join);
  if (!key.startsWith(sharedGroup(known.flatMap(setting => (isInManifest(setting) && spaceOf(setting.key, join) === space ? [setting.key] : [])), join))) return false;
  return known.some(setting => spaceOf(setting.key, join) === space && isConstantCase(setting.name) === isConstantCase(lastName(key, join)));
}

/** Fewer keys have too much in common by chance. */
const ENOUGH_KEYS = 3;

/** An extension says in its manifest what it adds to the settings of its host. */
const isInManifest = ({ file }: Setting): boolean => file === 'package.json' || file.endsWith('/package.json');

/** What all keys begin with: a host's own settings (`markdown.preview.…`) may share the first name of `markdown.extension.…`. */
function sharedGroup(keys: readonly string[], join: string): string {
  const [first, ...others] = keys;
  if (first === undefined || join === '' || keys.length < ENOUGH_KEYS) return '';
  let group = '';
  for (let at = first.indexOf(join); at >= 0; at = first.indexOf(join, at + join.length)) {
    const next = first.slice(0, at + join.length);
    if (!others.every(key => key.startsWith(next))) break;
    group = next;
  }
  return group;
}

const spaceOf = (key: string, join: string): string => key.slice(0, Math.max(0, key.indexOf(join)));

const lastName = (key: string, join: string): string => key.slice(key.lastIndexOf(join) + (key.includes(join) ? join.length : 0));

const isConstantCase = (name: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(name);
