// The sound files that are damaged: our own examples and samples, files of strangers, and a table of every kind that is read.
// It damages nothing.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sharedUrl, skipWithout } from '#test/shared';
import type { BringInOptions } from '#test/walk';

/** A sound file, and the register it is sent to. */
export interface Seed {
  readonly path: string;
  readonly register: string;
  readonly bytes: Buffer;
  readonly options: BringInOptions;
}

const house = new URL('../../', import.meta.url);
const largestBytes = 150_000;

/** Registers of the house that the files are sent to. */
export const mutatedRegisters = ['jurisdiction', 'organisation', 'enterprise', 'article', 'indicator'];

// A stranger's file has no header of ours: its columns are read by their letters.
const byLetters = { mapping: { headerRow: 0, fields: { id: 'A', note: 'B', count: 'C' } } };

/** All of them. */
export function seedsOf(): Seed[] {
  const examples = readdirSync(new URL('examples/', house)).filter(name => /\.(csv|xlsx|jsonl|geojson)$/.test(name));
  const own = examples.map(name => ({
    path: name,
    register: 'enterprise',
    bytes: readFileSync(new URL(`examples/${name}`, house)),
    options: {},
  }));
  return [...own, ...mutatedRegisters.flatMap(samplesOf), ...madeSeeds(), ...strangers()];
}

/** The sample files of a register of the house. */
export function samplesOf(register: string): Seed[] {
  const folder = new URL(`registers/${register}/samples/`, house);
  return readdirSync(folder)
    .filter(name => /^(?:facts|sample)\./.test(name))
    .map(name => ({ path: name, register, bytes: readFileSync(new URL(name, folder)), options: {} }));
}

function strangers(): Seed[] {
  if (skipWithout('data/messy') !== false) return [];
  const folder = fileURLToPath(sharedUrl('data/messy/'));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => `${folder}${path}`);
  return paths
    .filter(path => statSync(path).isFile() && statSync(path).size > 0 && statSync(path).size < largestBytes)
    .map(path => ({ path, register: 'sample', bytes: readFileSync(path), options: byLetters }));
}

const header = ['id', 'name', 'note', 'count', 'amount', 'day', 'active'];

// One table as every kind of file but a workbook, of which there are enough among the others.
function madeSeeds(): Seed[] {
  const rows = Array.from({ length: 40 }, (_, at) => [
    `k${at}`,
    `ຊື່ທີ ${at}`,
    at % 3 === 0 ? 'ຄຳ, ຄຳ; "ຄຳ"' : 'plain',
    String(at * 7),
    `${at}.50`,
    `2026-0${(at % 9) + 1}-11`,
    at % 2 === 0 ? 'true' : 'false',
  ]);
  const csv = (delimiter: string, lineEnd: string, mark = '') =>
    mark + [header, ...rows].map(row => `${row.map(quoted).join(delimiter)}${lineEnd}`).join('');
  const objects = rows.map(row => Object.fromEntries(row.map((text, at) => [header[at] ?? '', text])));
  const point = (at: number) => ({ type: 'Point', coordinates: [102 + at / 100, 18] });
  const features = objects.map((properties, at) => ({ type: 'Feature', properties, geometry: point(at) }));
  const seed = (path: string, bytes: Buffer | string): Seed => ({
    path: `made ${path}`,
    register: 'sample',
    bytes: Buffer.from(bytes as string),
    options: {},
  });
  return [
    seed('commas', csv(',', '\r\n', '\ufeff')),
    seed('semicolons', csv(';', '\n')),
    seed('tabs', csv('\t', '\r')),
    seed('bars', csv('|', '\n')),
    seed('utf-16', Buffer.from(csv(',', '\r\n', '\ufeff'), 'utf16le')),
    seed('json lines', `${objects.map(object => JSON.stringify(object)).join('\n')}\n`),
    seed('json', JSON.stringify(objects, null, 1)),
    seed('geojson', JSON.stringify({ type: 'FeatureCollection', features })),
  ];
}

function quoted(text: string): string {
  return /[",;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
