// The key of a record: what names it for ever. Made from fields, percent-encoded and joined by `~`.
import type { Flaw } from './finding.ts';
import { type Item, writeValue } from './item.ts';
import type { Register } from './register.ts';
import { findField } from './schema.ts';

const longestKeyBytes = 512;
const reserved = /[~%/?#\\\s\u0000-\u001f]/g;

/** Percent-encodes what would break a key or an address: `~ % / ? #`, spaces and controls. Lao letters stay. */
export function encodeKeyPart(part: string): string {
  return part.replace(reserved, letter => encodeURIComponent(letter).replace('~', '%7E'));
}

/** The parts of a key, decoded. A part that was never encoded here (`100%`) is given as it stands. */
export function decodeKey(key: string): string[] {
  return key.split('~').map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** Makes the key of an item from its fields, or says why it cannot. */
export function keyOf(item: Item, register: Register): { readonly key: string } | { readonly flaw: Flaw } {
  if (register.key.kind !== 'fields')
    throw new Error(`the keys of ${register.name} are assigned, not made from fields`);
  const parts: string[] = [];
  for (const name of register.key.fields) {
    const field = findField(register.schema, name);
    const text = field === undefined ? '' : writeValue(item[name], field);
    if (text === '') return { flaw: { code: 'key/empty', facts: { fields: register.key.fields.join(', ') } } };
    parts.push(encodeKeyPart(text));
  }
  const key = parts.join('~');
  // Every browser takes `.` and `..` in an address, even encoded, for a step in the path (RFC 3986, 5.2.4).
  if (key === '.' || key === '..') return { flaw: { code: 'key/points' } };
  return Buffer.byteLength(key) > longestKeyBytes ? { flaw: { code: 'key/too-long' } } : { key };
}

/** The key of a series: prefix and number, filled with zeros. */
export function seriesKey(rule: { readonly prefix: string; readonly digits: number }, number: number): string {
  return `${encodeKeyPart(rule.prefix)}${String(number).padStart(rule.digits, '0')}`;
}
