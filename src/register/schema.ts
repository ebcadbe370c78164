// A schema: the fields an item may hold and how its keys and references are made. Pure; definition.ts reads it from JSON.
import type { Field } from './field.ts';
import { type Tier, tiers } from './tier.ts';

/** A reference to records of another register, or of the same one (`register` empty). */
export interface ForeignKey {
  readonly fields: readonly string[];
  readonly register: string;
}

/** Fields in reading order, the fields of the key, and the references. */
export interface Schema {
  readonly fields: readonly Field[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  /** The last number ever given to a field, where that field is gone: its number is never given again. */
  readonly lastNumber?: number;
}

/** The field of that name. */
export function findField(schema: Schema, name: string): Field | undefined {
  return schema.fields.find(field => field.name === name);
}

/** The tiers a schema has: the public one always, a hidden one where a field is hidden. */
export function tiersOf(schema: Schema): readonly Tier[] {
  return tiers.filter(tier => tier === 'public' || schema.fields.some(field => field.visibility === tier));
}

/** The fields of one tier, in the order of the schema. */
export function fieldsOfTier(schema: Schema, tier: Tier): readonly Field[] {
  return schema.fields.filter(field => field.visibility === tier);
}

/** The reference a field takes part in, if it stands alone in it. */
export function referenceOf(schema: Schema, field: Field): ForeignKey | undefined {
  return schema.foreignKeys.find(reference => reference.fields.length === 1 && reference.fields[0] === field.name);
}
