import type { BaselineEntry, Finding } from './model.ts';

/** Why a text or a model is no entry; the message is a sentence for the user. */
export class EntryError extends Error {}

/** `key:kind:owner`, the fields escaped so that a line always splits back into the same three. Throws `EntryError` on a model that no rule may report. */
export function formatEntry(entry: BaselineEntry): string {
  const { key, kind, owner } = checked(entry);
  // A `#` at the start of a line opens a header line.
  return `${escapeField(key).replace(/^#/, '%23')}:${kind}:${escapeField(owner)}`;
}

/** What makes two findings the same, wherever they stand: rule and entry. */
export const identityOf = ({ rule, entry }: Pick<Finding, 'rule' | 'entry'>): string => `${rule} ${formatEntry(entry)}`;

/** The entry that a line stands for, annotation cut off. Throws `EntryError`. */
export function parseEntry(line: string): BaselineEntry {
  if (/\s/u.test(line)) throw new EntryError('an entry holds no white space; write it as `%20`');
  const fields = line.split(':');
  if (fields.length !== 3) throw new EntryError(`an entry has three fields, \`key:kind:owner\`, and this line has ${fields.length}`);
  const [key, kind, owner] = fields.map(unescapeField) as [string, string, string]; // There are exactly three.
  return checked({ key, kind, owner });
}

/**
 * A registered setting's entry: its name as code reads it. Throws `EntryError` when the parts are no setting's: a
 * colon would move the fields of a reader who splits by hand, and a `#` makes the name a place in a file.
 */
export function settingEntry(name: string, kind: string, owner: string): BaselineEntry {
  if (/[:#]/.test(name)) throw new EntryError(`\`${name}\` is no name of a setting; a name holds neither \`:\` nor \`#\``);
  if (owner.includes(':')) throw new EntryError(`\`${owner}\` is no name of a class; a name holds no \`:\``);
  return checked({ key: name, kind, owner });
}

/** The path in front of the first `#` and what stands there; `undefined` for the entry of a setting, which has no place. */
export function placeOf({ key }: BaselineEntry): { readonly path: string; readonly slot: string } | undefined {
  const hash = key.indexOf('#');
  return hash < 0 ? undefined : { path: key.slice(0, hash), slot: key.slice(hash + 1) };
}

function checked({ key, kind, owner }: BaselineEntry): BaselineEntry {
  for (const [field, value] of Object.entries({ key, kind, owner })) {
    if (value.trim() === '') throw new EntryError(`the ${field} of an entry is empty; write \`key:kind:owner\``);
  }
  if (!kindName.test(kind)) throw new EntryError(`\`${kind}\` is no kind; a kind is a word such as \`ghost-wired\`, between the key and the owner`);
  return { key: key.normalize(), kind, owner: owner.normalize() };
}

// A namespace (`http.timeout`), a path or a class cannot stand where the kind belongs.
const kindName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const escapeField = (field: string): string => field.replace(/\p{Cs}/gu, '\uFFFD').replace(unsafe, encodeUtf8);

// Besides what splits lines and fields: what an editor or a terminal does not show (zero width, direction marks).
const unsafe = /[:%\s\p{Cc}\p{Cf}]/gu;

// `encodeURIComponent` leaves none of these characters as they are.
const encodeUtf8 = (character: string): string => encodeURIComponent(character);

function unescapeField(field: string): string {
  try {
    return decodeURIComponent(field);
  } catch {
    throw new EntryError('a `%` stands without two digits of UTF-8 behind it; write it as `%25`');
  }
}
