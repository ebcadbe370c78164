// Whether an item fits a filter: the same answer as the SQL of filter.ts, for lists of the past that are read from bodies.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { type Field, type Item, writeValue } from '#register';
import type { Filter } from './filter.ts';
import { hasSortKey, sortKey } from './sort-key.ts';

/** Whether the item fits. What has no value fits nothing. */
export function fits({ field, range, values }: Filter, item: Item): boolean {
  const value = item[field.name];
  if (value === undefined || value === null) return false;
  if (range === undefined) return textsOf(value, field).some(text => values.includes(String(text)));
  const order = compare(writeValue(value, field), values[0] ?? '', field);
  return range === 'from' ? order >= 0 : order <= 0;
}

function textsOf(value: JsonValue, field: Field): readonly JsonValue[] {
  if (field.type === 'list') return Array.isArray(value) ? value : [];
  if (field.as !== 'bilingual') return [writeValue(value, field)];
  const { lo, en } = value as JsonObject;
  return [lo ?? en ?? null, en ?? lo ?? null];
}

function compare(one: string, other: string, field: Field): number {
  switch (field.type) {
    case 'number':
      return Number(one) - Number(other);
    case 'integer':
    case 'decimal':
    case 'money':
      return compareDecimals(one, other);
    default:
      return hasSortKey(field)
        ? compareTexts(sortKey(one, field) ?? '', sortKey(other, field) ?? '')
        : compareTexts(one, other);
  }
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

// Exactly: 9007199254740993 is more than 9007199254740992.
function compareDecimals(one: string, other: string): number {
  const places = Math.max(placesOf(one), placesOf(other));
  const difference = scaled(one, places) - scaled(other, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function placesOf(decimal: string): number {
  return decimal.includes('.') ? decimal.length - decimal.indexOf('.') - 1 : 0;
}

function scaled(decimal: string, places: number): bigint {
  return BigInt(decimal.replace('.', '') + '0'.repeat(places - placesOf(decimal)));
}
