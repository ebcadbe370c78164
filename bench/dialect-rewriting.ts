// Real tables from the folder beside the checkout, written anew in every usual dialect: what is right is known, and their cells
// are what people really have in tables. It gives nothing where that folder is absent.
import { readShared, skipWithout } from '#test/shared';
import type { Polluted } from './dialect-pollution.ts';
import type { Table } from './dialect-table.ts';

const files = [
  'finance/gdp-lao.csv',
  'finance/cofog.csv',
  'finance/harmonized-system.csv',
  'finance/wdi-public-sector-lao.csv',
  'registers/laos-power-plants-wri.csv',
  'registers/dotgov-domains-current-full.csv',
  'registers/ieee-oui.csv.gz',
  'admin/lao-localities-whosonfirst.csv',
];

const delimiters = [
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
] as const;
const lineEnds = ['\n', '\r\n', '\r'];
const codings = ['utf-8', 'utf-8 with a mark', 'utf-16le'] as const;
const mostRows = 120;

/** Each table in 72 dialects. */
export function* rewritten(): Generator<Polluted> {
  for (const path of files) {
    if (skipWithout(`data/${path}`) !== false) continue;
    const table = tableOf(readShared(`data/${path}`).toString('utf8')).slice(0, mostRows);
    for (const [delimiter, word] of delimiters) {
      for (const isQuotedAll of [true, false]) {
        for (const lineEnd of lineEnds) {
          const text = written(table, delimiter, isQuotedAll, lineEnd);
          const kind = `${word}, ${isQuotedAll ? 'all quoted' : 'quoted where needed'}`;
          const name = `${path} ${JSON.stringify(lineEnd)}`;
          for (const coding of codings)
            yield { kind, name: `${name} ${coding}`, bytes: encoded(text, coding), truth: table, weight: 1 };
        }
      }
    }
  }
}

function written(table: Table, delimiter: string, isQuotedAll: boolean, lineEnd: string): string {
  const cell = (text: string) =>
    isQuotedAll || text.includes(delimiter) || /["\r\n]/.test(text) || text !== text.trim()
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return table.map(row => `${row.map(cell).join(delimiter)}${lineEnd}`).join('');
}

function encoded(text: string, coding: (typeof codings)[number]): Buffer {
  if (coding === 'utf-8') return Buffer.from(text);
  return Buffer.from(`\ufeff${text}`, coding === 'utf-16le' ? 'utf16le' : 'utf8');
}

// These files keep to RFC 4180: a reader of its words alone, which shares nothing with lib/sheet.
function tableOf(text: string): Table {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
