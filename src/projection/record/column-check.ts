// What a column must hold for a value of an item, said once more and apart from the fold: fsck compares the two, and a
// mistake made in both would not be seen.
import { canonicalJson, type JsonValue } from '#lib/canonical-json';
import type { Field } from '#register';

/** Whether the text PostgreSQL gives of a field's column is what a value makes there. */
export function columnHolds(text: string | null, value: JsonValue | undefined, field: Field): boolean {
  if (value === undefined || value === null) return text === null;
  if (text === null) return false;
  switch (field.type) {
    case 'string':
      if (field.as === 'bilingual') return sameJson(text, value);
      return text === (typeof value === 'string' ? value : canonicalJson(value));
    case 'list':
    case 'object':
    case 'geometry':
      return sameJson(text, value);
    case 'number':
      return Object.is(Number(text), Number(value));
    case 'date-time':
      return text === postgresTime(String(value));
    default:
      return text === String(value);
  }
}

function sameJson(text: string, value: JsonValue): boolean {
  return canonicalJson(JSON.parse(text) as JsonValue) === canonicalJson(value);
}

// ISO 8601 in UTC as PostgreSQL writes it in the time zone UTC: no zeros at the end of the second's fraction.
function postgresTime(iso: string): string {
  return `${iso.replace('T', ' ').replace(/(?:(\.\d*[1-9])0*|\.0*)?Z$/, '$1')}+00`;
}
