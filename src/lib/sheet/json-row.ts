// A JSON value, given as source text, as a row: an object's members with their names, an array's elements without.
import { jsonCell } from './json-cell.ts';
import { checkJson, type JsonPart, jsonParts } from './json-scan.ts';
import type { Limits } from './limits.ts';
import type { Notes } from './notes.ts';
import { SheetProblem } from './problem.ts';
import type { Row } from './workbook.ts';

/** The row of an object or array; a scalar is one cell where `scalars` allows it, else 'bad-json'. */
export function jsonRow(number: number, source: string, limits: Limits, notes: Notes, scalars = false): Row {
  if (scalars && !/^\s*[{[]/.test(source)) {
    checkJson(source, limits.jsonDepth);
    return partsRow(number, [{ source: source.trim() }], limits, notes);
  }
  const { isObject, parts } = jsonParts(source, limits.jsonDepth);
  return isObject && isFeature(parts)
    ? featureRow(number, parts, limits, notes)
    : partsRow(number, parts, limits, notes);
}

/** The row of a GeoJSON feature (RFC 7946): its properties, then 'geometry', then 'id' when it has one. */
export function geojsonRow(number: number, source: string, limits: Limits, notes: Notes): Row {
  const { isObject, parts } = jsonParts(source, limits.jsonDepth);
  if (!isObject || !isFeature(parts)) throw new SheetProblem('bad-json', { given: 'no Feature' });
  return featureRow(number, parts, limits, notes);
}

function isFeature(parts: readonly JsonPart[]): boolean {
  return sourceOf(parts, 'type') === '"Feature"' && sourceOf(parts, 'geometry') !== undefined;
}

function sourceOf(parts: readonly JsonPart[], name: string): string | undefined {
  return parts.find(part => part.name === name)?.source;
}

function featureRow(number: number, parts: readonly JsonPart[], limits: Limits, notes: Notes): Row {
  const properties = sourceOf(parts, 'properties') ?? 'null';
  const inner = properties === 'null' ? [] : jsonParts(properties, limits.jsonDepth).parts;
  const row = inner.map(part => (part.name === 'geometry' ? { ...part, name: 'properties.geometry' } : part));
  row.push({ name: 'geometry', source: sourceOf(parts, 'geometry') ?? 'null' });
  const id = sourceOf(parts, 'id');
  const own = sourceOf(inner, 'id');
  // The same id is often written twice; where the two differ both are kept.
  if (id !== undefined && id !== own) row.push({ name: own === undefined ? 'id' : 'feature.id', source: id });
  return partsRow(number, row, limits, notes);
}

function partsRow(number: number, parts: readonly JsonPart[], limits: Limits, notes: Notes): Row {
  if (parts.length > limits.columns) throw new SheetProblem('too-many-columns', { given: `> ${limits.columns}` });
  const cells = parts.map(({ source }, at) => {
    if (source.length > limits.cellChars) throw new SheetProblem('too-large-cell', { column: at + 1 });
    return jsonCell(source, notes);
  });
  const texts = cells.map(cell => cell.text);
  const names = parts.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return names.length === 0 ? { number, texts, cells } : { number, texts, cells, names };
}
