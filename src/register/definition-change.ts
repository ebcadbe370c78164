// What a new definition changes of the standing one: shown to the person before it is published, kept with the entry.
import type { Field, TypeName } from './field.ts';
import { compareValues } from './order.ts';
import type { Register } from './register.ts';
import { mayReadTier } from './tier.ts';

/**
 * Field names by what happens to them: `narrowed` ones have a stricter rule, `hidden` ones fewer may see, `opened` ones more.
 */
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
      .filter(({ was, field }) => !mayReadTier(was.visibility, field.visibility))
      .map(({ field }) => field.name),
    opened: kept
      .filter(({ was, field }) => !mayReadTier(field.visibility, was.visibility))
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
    isMoved(old.minimum, next.minimum, one => one > 0, now.type) ||
    isMoved(old.maximum, next.maximum, one => one < 0, now.type) ||
    (now.codes !== undefined && was.codes === undefined) ||
    codesGone
  );
}

// A bound where there was none narrows; one that moved does where it moved inwards.
function isMoved(
  old: string | undefined,
  next: string | undefined,
  inwards: (order: number) => boolean,
  type: TypeName,
) {
  if (next === undefined || old === next) return false;
  return old === undefined || inwards(compareValues(next, old, type));
}
