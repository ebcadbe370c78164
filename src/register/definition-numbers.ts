// Gives fields their numbers. A number is given once: it stays through a rename and is never given to another field, nor
// given again after its field is gone, since a column of the store and every old entry know the field by it.
import { refuseDefinition } from './definition-refusals.ts';
import type { Field } from './field.ts';
import type { Schema } from './schema.ts';

/** The fields of a schema with their numbers, and the last number ever given where it is above all of them. */
export type Numbered = Pick<Schema, 'fields' | 'lastNumber'>;

/**
 * Numbers the fields of a definition. Without `previous` the stated numbers hold. With it a field is the one of before
 * that a new `was` names, else of the same name, else of the same stated number; one with another type is a new field.
 * Two fields that claim to be one are refused.
 */
export function numberFields(fields: readonly Field[], statedLast: number, previous?: Schema): Numbered {
  const known = previous?.fields ?? [];
  const used = lastGiven(known, previous === undefined ? statedLast : (previous.lastNumber ?? 0));
  const kept = fields.map(field => {
    const before = predecessor(field, known);
    if (before !== undefined && before.type === field.type) return { ...field, number: before.number };
    const isFree = previous === undefined || field.number > used;
    return isFree ? field : { ...field, number: 0 };
  });
  let last = lastGiven(kept, used);
  const numbered = kept.map(field => (field.number > 0 ? field : { ...field, number: ++last }));
  refuseNumberTwice(numbered);
  return last > lastGiven(numbered, 0) ? { fields: numbered, lastNumber: last } : { fields: numbered };
}

function predecessor(field: Field, known: readonly Field[]): Field | undefined {
  const same = known.find(old => old.name === field.name);
  const isRenamedNow = field.was !== undefined && same?.was !== field.was;
  const renamed = isRenamedNow ? known.find(old => old.name === field.was) : undefined;
  return renamed ?? same ?? known.find(old => old.number === field.number);
}

function lastGiven(fields: readonly Field[], atLeast: number): number {
  return Math.max(atLeast, ...fields.map(field => field.number));
}

function refuseNumberTwice(fields: readonly Field[]): void {
  const names = new Map<number, string>();
  for (const { number, name } of fields) {
    const other = names.get(number);
    if (other !== undefined) throw refuseDefinition('number-twice', { given: name, other, number });
    names.set(number, name);
  }
}
