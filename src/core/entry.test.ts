import { describe, expect, it } from 'vitest';
import { EntryError, formatEntry, parseEntry, placeOf, settingEntry } from './entry.ts';

describe('an entry', () => {
  it.each([
    [{ key: 'http.timeout', kind: 'ghost-wired', owner: 'Server' }, 'http.timeout:ghost-wired:Server'],
    [{ key: 'src/a.ts#loop=a ? b : c', kind: 'unguarded', owner: 'A.run' }, 'src/a.ts#loop=a%20?%20b%20%3A%20c:unguarded:A.run'],
    [{ key: 'a.ts#x=50%', kind: 'percent', owner: '<module>' }, 'a.ts#x=50%25:percent:<module>'],
    [{ key: 'a.ts#["a\nb"]', kind: 'read', owner: '\u200bX' }, 'a.ts#["a%0Ab"]:read:%E2%80%8BX'],
    [{ key: '#private.ts#FOO', kind: 'read', owner: 'A' }, '%23private.ts#FOO:read:A'],
  ])('is written on one line and read back: %o', (entry, line) => {
    expect(formatEntry(entry)).toBe(line);
    expect(parseEntry(line)).toEqual(entry);
  });

  it('is the same however the accents of a name are composed', () => {
    const composed = { key: 'caf\u00e9.ts#X', kind: 'read', owner: 'caf\u00e9' };
    const decomposed = { key: 'cafe\u0301.ts#X', kind: 'read', owner: 'cafe\u0301' };
    expect(formatEntry(decomposed)).toBe(formatEntry(composed));
  });

  it.each([
    'a.b:ghost-wired', 'a.b::Server', ':ghost-wired:Server', 'a.b:ghost-wired:', 'a.b:ghost-wired:Server:x', '', 'a.b', '======='
    , 'a b:read:X', 'a.b:read:%zz', 'a.b:read:%20', 'a.b:Ghost Wired:X',
  ])('is not read from `%s`', line => {
    expect(() => parseEntry(line)).toThrow(EntryError);
  });

  it('tells the path from what stands there', () => {
    expect(placeOf({ key: 'src/a.ts#this.#every=5', kind: 'interval', owner: 'A' })).toEqual({ path: 'src/a.ts', slot: 'this.#every=5' });
    expect(placeOf({ key: 'http.timeout', kind: 'unread', owner: '-' })).toBeUndefined();
  });
});

// Upstream's model was a record of (namespace, key, class). Here the namespace is part of the key and the kind a field
// of its own, so "kind/namespace mismatch" is a namespace, or a place in a file, standing in the wrong field.
describe('the model of a setting', () => {
  it('GW35 is rejected at construction when a namespace stands in place of the kind, or a place in place of the name', () => {
    expect(() => settingEntry('timeout', 'http.timeout', 'Server')).toThrow(EntryError);
    expect(() => settingEntry('src/a.ts#FOO', 'ghost-wired', 'Server')).toThrow(EntryError);
    expect(() => formatEntry({ key: 'timeout', kind: 'http.timeout', owner: 'Server' })).toThrow(EntryError);
    expect(settingEntry('http.timeout', 'ghost-wired', 'Server')).toEqual({ key: 'http.timeout', kind: 'ghost-wired', owner: 'Server' });
  });

  it('GW36 is rejected at construction with a colon in the key', () => {
    expect(() => settingEntry('http:timeout', 'ghost-wired', 'Server')).toThrow(EntryError);
  });

  it('GW37 is rejected at construction with a colon in the class', () => {
    expect(() => settingEntry('http.timeout', 'ghost-wired', 'Server:http')).toThrow(EntryError);
  });
});
