// The schemas a log has had, collected while its entries go by: each holds from its own entry on.
import { canonicalJson, type JsonValue } from '#lib/canonical-json';
import { type Definition, type Register, readDefinition } from '#register';
import type { Speaker } from '../fold.ts';
import type { Examined } from './examined.ts';
import { type LoggedEntry, placeOf } from './logged-entry.ts';
import type { Tally } from './tally.ts';

/** The schemas seen so far. */
export interface SchemaCollector {
  take(batch: readonly LoggedEntry[]): Promise<void>;
  /** Those that held for some entry of the range, both ends included. */
  between(from: number, to: number): readonly Register[];
  /** The one that held for an entry; undefined before the first. */
  at(number: number): Register | undefined;
  /** The last one; undefined if any could not be read, since nothing can be folded then. */
  today(): Register | undefined;
  /** Compares the definition kept beside the log with the last one in it. */
  end(): void;
}

interface Seen {
  readonly from: number;
  readonly register: Register;
  readonly definition: Definition;
}

/** Collects the schemas of a log. */
export function collectSchemas(sql: Speaker, examined: Examined, tally: Tally): SchemaCollector {
  const seen: Seen[] = [];
  let unread = false;
  return {
    async take(batch) {
      for (const { number, entry } of batch) {
        if (entry?.['op'] !== 'schema') continue;
        const schema = await readSchema(sql, examined.id, number);
        tally.looked('I5');
        if (schema !== undefined) seen.push(schema);
        else {
          unread = true;
          tally.found('I5', 'schema-unreadable', placeOf(number));
        }
      }
    },
    between: (from, to) =>
      seen.filter((one, at) => one.from <= to && (seen[at + 1]?.from ?? to + 1) > from).map(one => one.register),
    at: number => seen.findLast(one => one.from <= number)?.register,
    today: () => (unread ? undefined : seen.at(-1)?.register),
    end() {
      const last = seen.at(-1);
      if (last === undefined || unread) return;
      const kept = canonicalJson(examined.definition as JsonValue);
      if (kept !== canonicalJson(last.definition) || examined.schemaEntry !== last.from) {
        tally.found('I5', 'definition-differs', placeOf(last.from));
      }
    },
  };
}

async function readSchema(sql: Speaker, registerId: number, number: number): Promise<Seen | undefined> {
  const rows = await sql`
    select body from laopedia.body_public where register_id = ${registerId} and number = ${number}`;
  try {
    const definition = JSON.parse(String(rows[0]?.['body'])) as Definition;
    return { from: number, register: readDefinition(definition), definition };
  } catch {
    return undefined;
  }
}
