// A body as an item of today: under today's field names, and without what a later schema has hidden.
import type { JsonObject } from '#lib/canonical-json';
import type { Item, Register, Tier } from '#register';
import { currentNames } from '#store';

/** The item of a body made under the schema `then`. A field hidden since stays in the log but is shown no more. */
export function openItem(body: JsonObject, then: Register, now: Register, tiers: readonly Tier[]): Item {
  const item = currentNames(body, then, now);
  if (then === now) return item;
  const hidden = now.schema.fields.filter(field => !tiers.includes(field.visibility)).map(field => field.name);
  return Object.fromEntries(Object.entries(item).filter(([name]) => !hidden.includes(name)));
}
