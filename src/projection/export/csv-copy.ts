// The quick road to CSV: PostgreSQL writes the lines itself (COPY). Only for registers whose public fields are all scalar,
// since the text of JSON columns is not the one of the log.
import { columnOf, isScalar, tableOf } from '#projection/record';
import type { Field, Register } from '#register';
import { exportedFields } from './columns.ts';
import { copyOut, keyRanges } from './copy-out.ts';
import { HarmlessCells } from './harmless-cells.ts';
import type { Tally } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

/** Whether PostgreSQL can write the texts of all public fields. */
export function copyableAsCsv(register: Register): boolean {
  return exportedFields(register).every(isScalar);
}

/** The lines behind the header. */
export async function* copyCsv(snapshot: Snapshot, tally: Tally): AsyncIterable<Uint8Array> {
  const { sql, stored } = snapshot;
  const columns = ['key', ...exportedFields(stored.register).map(columnText)].join(', ');
  const from = `from ${tableOf(stored.id)}`;
  for await (const range of keyRanges(snapshot)) {
    const lines = `select ${columns} ${from} where not withdrawn and ${range} order by key`;
    const cells = new HarmlessCells();
    for await (const piece of copyOut(sql, `copy (${lines}) to stdout (format csv)`)) {
      const ready = cells.take(piece);
      if (ready.length > 0) yield ready;
    }
    if (cells.end().length > 0) throw new Error('PostgreSQL gave a line of CSV without its end');
    tally.rows += cells.lines;
  }
}

function columnText(field: Field): string {
  const column = columnOf(field);
  switch (field.type) {
    case 'date-time':
      return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'boolean':
      return `${column}::text`;
    case 'number':
      return numberText(column);
    default:
      return column;
  }
}

// A double as ECMAScript writes it: no exponent from 1e-6 to below 1e21, and no zero before the digits of one. The usual
// cases stand first: this is asked a million times.
function numberText(column: string): string {
  return `case
    when abs(${column}) between 1e-4 and 1e14 then ${column}::text
    when ${column} = 0 or abs(${column}) >= 1e21 then ${column}::text
    when abs(${column}) >= 1e-6 then ${column}::text::numeric::text
    else replace(${column}::text, 'e-0', 'e-')
  end`;
}
