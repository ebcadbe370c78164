// Laws of the dialect guess: a table of plausible values is read back whatever its delimiter, quoting and line ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSample } from './sample-file.ts';

/** Kinds of column as registers have them. */
const columns = [
  fc.nat(1e6).map(String),
  fc
    .tuple(fc.nat(9e6), fc.nat(99))
    .map(([whole, cents]) => `${whole.toLocaleString('en')}.${String(cents).padStart(2, '0')}`),
  fc.tuple(fc.nat(9e5), fc.nat(99)).map(([whole, cents]) => `${whole},${String(cents).padStart(2, '0')}`),
  fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }))
    .map(([day, month]) => `${day}/${month}/2026`),
  fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${hour}:${String(minute).padStart(2, '0')}`),
  fc.constantFrom('ບໍລິສັດ ພະລັງງານ ຈຳກັດ', 'ບ້ານ ໂພນສີ', 'ເມືອງ ໄຊເສດຖາ', 'ນະຄອນຫຼວງ ວຽງຈັນ', ''),
  fc.constantFrom(
    'Nam Ngum 1',
    'EDL-Gen; public',
    'Phonsavan, Xiengkhouang',
    'see remark: none',
    'a|b',
    'he said "no"',
    '',
  ),
  fc.constantFrom('info@example.la', 'http://example.la/a?b=1;c=2', '020 5555 1234', '+856 21 123456'),
  fc.constantFrom('true', 'false', 'ແມ່ນ', 'ບໍ່'),
  fc.tuple(fc.nat(180), fc.nat(99999)).map(([degree, part]) => `${degree}.${part}`),
];

const table = fc
  .array(fc.nat(columns.length - 1), { minLength: 2, maxLength: 9 })
  .chain(kinds =>
    fc.array(fc.tuple(...kinds.map(kind => columns[kind] ?? fc.constant(''))), { minLength: 3, maxLength: 30 }),
  )
  .map(rows => [(rows[0] ?? []).map((_, at) => `ຖັນ${at + 1}`), ...rows]);

/** As careless programs write: quotes only where there is no way around them, or around everything. */
function careless(rows: readonly (readonly string[])[], delimiter: string, isQuoted: boolean, end: string): string {
  const cell = (text: string) => {
    const isNeeded = isQuoted || text.includes(delimiter) || text.includes('"');
    return isNeeded ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map(row => row.map(cell).join(delimiter) + end).join('');
}

test('a table of plausible values is read back without any hint', async () => {
  const ends = fc.constantFrom('\n', '\r\n', '\r');
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.boolean(),
      ends,
      async (rows, delimiter, isQuoted, end) => {
        const file = await readSample(careless(rows, delimiter, isQuoted, end));
        assert.equal(file.delimiter, delimiter);
        assert.deepEqual(file.texts, rows);
      },
    ),
    { numRuns: 400 },
  );
});
