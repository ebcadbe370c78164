// What a new definition changes of the standing one: shown to the person before it is published, kept with the entry.
import type { Field } from './field.ts';
import type { Register } from './register.ts';

/** Field names by what happens to them; `narrowed` says which rule became stricter. */
export interface DefinitionChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly retyped: readonly string[];
  readonly narrowed: readonly string[];
  readonly hidden: readonly string[];
  readonly opened: readonly string[];
}

/** Compares two definitions by their fields' numbers. */
export function compareDefinitions(before: Register, after: Register): DefinitionChange {
  const old = new Map(before.schema.fields.map(field => [field.number, field]));
  const now = new Map(after.schema.fields.map(field => [field.number, field]));
  const kept = after.schema.fields.flatMap(field => {
    const was = old.get(field.number);
    return was === undefined ? [] : [{ was, field }];
  });
  const oldNames = new Set(before.schema.fields.map(field => field.name));
  return {
    added: after.schema.fields
      .filter(field => !old.has(field.number) && !oldNames.has(field.name))
      .map(field => field.name),
    retyped: after.schema.fields
      .filter(field => !old.has(field.number) && oldNames.has(field.name))
      .map(field => field.name),
    removed: before.schema.fields
      .filter(field => !now.has(field.number) && !after.schema.fields.some(one => one.name === field.name))
      .map(field => field.name),
    renamed: kept
      .filter(({ was, field }) => was.name !== field.name)
      .map(({ was, field }) => ({ from: was.name, to: field.name })),
    narrowed: kept.filter(({ was, field }) => isNarrower(was, field)).map(({ field }) => field.name),
    hidden: kept
      .filter(({ was, field }) => was.visibility === 'public' && field.visibility !== 'public')
      .map(({ field }) => field.name),
    opened: kept
      .filter(({ was, field }) => was.visibility !== 'public' && field.visibility === 'public')
      .map(({ field }) => field.name),
  };
}

function isNarrower(was: Field, now: Field): boolean {
  const [old, next] = [was.constraints, now.constraints];
  const codesGone =
    Array.isArray(was.codes) &&
    Array.isArray(now.codes) &&
    was.codes.some(code => Array.isArray(now.codes) && !now.codes.some(one => one.value === code.value));
  return (
    (next.required === true && old.required !== true) ||
    (next.unique === true && old.unique !== true) ||
    (next.maxLength ?? Infinity) < (old.maxLength ?? Infinity) ||
    (next.minLength ?? 0) > (old.minLength ?? 0) ||
    (next.pattern !== undefined && next.pattern !== old.pattern) ||
    (next.minimum !== undefined && next.minimum !== old.minimum) ||
    (next.maximum !== undefined && next.maximum !== old.maximum) ||
    (now.codes !== undefined && was.codes === undefined) ||
    codesGone
  );
}
