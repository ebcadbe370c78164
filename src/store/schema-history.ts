// The schemas a log has had, to read an old body under today's field names: numbers tie a renamed field together.
import type { JsonObject } from '#lib/canonical-json';
import { type Definition, type Field, type Item, type Register, readDefinition } from '#register';
import type { Speaker } from './fold.ts';

/** Gives the register as it was defined when an entry was made. */
export interface SchemaReader {
  at(number: number): Register;
  /** Every field the log ever had, by its number once, as it was last: a number is never given to another field. */
  readonly everyField: readonly Field[];
}

/** Reads all schema entries of a log; there are few. */
export async function schemaReader(sql: Speaker, registerId: number): Promise<SchemaReader> {
  const rows = await sql`
    select b.number, b.body
    from laopedia.entry e
    join laopedia.body_public b on b.register_id = e.register_id and b.number = e.number
    where e.register_id = ${registerId} and position('"op":"schema"'::bytea in e.bytes) > 0
    order by b.number`;
  const schemas = rows.map(row => ({
    from: Number(row['number']),
    register: readDefinition(JSON.parse(String(row['body'])) as Definition),
  }));
  const everyField = new Map(schemas.flatMap(one => one.register.schema.fields.map(field => [field.number, field])));
  return {
    everyField: [...everyField.values()],
    at(number) {
      const schema = schemas.findLast(one => one.from <= number);
      if (schema === undefined) throw new Error(`entry ${number} stands before any schema`);
      return schema.register;
    },
  };
}

/** A body made under an older schema, under today's names; fields that are gone fall away. */
export function currentNames(body: JsonObject, then: Register, now: Register): Item {
  if (then === now) return body as Item;
  const item: { [name: string]: Item[string] } = {};
  for (const field of then.schema.fields) {
    const value = body[field.name];
    const today = now.schema.fields.find(one => one.number === field.number);
    if (value !== undefined && today !== undefined) item[today.name] = value;
  }
  return item;
}
