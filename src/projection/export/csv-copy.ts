// The quick road to CSV: PostgreSQL writes the lines itself (COPY). Only for registers whose public fields are all scalar,
// since the text of JSON columns is not the one of the log.
import { columnOf, isScalar, tableOf } from '#projection/record';
import type { Field, Register } from '#register';
import { exportedFields } from './columns.ts';
import { copyOut, keyRanges } from './copy-out.ts';
import type { Tally } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

// The first letters and the spaces of lib/sheet's isFormulaLike, in PostgreSQL's words.
const formulaStarts = [...'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'].map(letter => letter.codePointAt(0)).join(', ');
const spaces = '[ \\t\\n\\u000b\\f\\r\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]';
const plainNumber = `^[+-]?[0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?${spaces}?%?$`;

/** Whether PostgreSQL can write the texts of all public fields. */
export function copyableAsCsv(register: Register): boolean {
  return exportedFields(register).every(isScalar);
}

/** The lines behind the header. */
export async function* copyCsv(snapshot: Snapshot, tally: Tally): AsyncIterable<Uint8Array> {
  const { sql, stored } = snapshot;
  const columns = [harmless('key'), ...exportedFields(stored.register).map(columnText)].join(', ');
  const from = `from ${tableOf(stored.id)}`;
  const counted = await sql.unsafe(`select count(*) as count ${from} where not withdrawn`);
  for await (const range of keyRanges(snapshot))
    yield* copyOut(
      sql,
      `copy (select ${columns} ${from} where not withdrawn and ${range} order by key) to stdout (format csv)`,
    );
  tally.rows = Number(counted[0]?.['count'] ?? 0);
}

function columnText(field: Field): string {
  const column = columnOf(field);
  switch (field.type) {
    case 'string':
    case 'file':
      return harmless(column);
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

// Letters of the alphabets in use and digits begin most texts, and no formula.
function harmless(column: string): string {
  return `case
    when ascii(${column}) between 65 and 65280 or ascii(${column}) between 48 and 57 then ${column}
    when ascii(${column}) in (${formulaStarts}) and ${column} !~ '${plainNumber}' then '''' || ${column}
    else ${column}
  end`;
}
