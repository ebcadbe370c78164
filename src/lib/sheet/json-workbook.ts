// Opens JSON Lines, a JSON array or a GeoJSON FeatureCollection as a workbook of one sheet, streamed. It flattens nothing: a nested value
// is one cell.
import { decodeText } from './decode.ts';
import { JsonElements } from './json-elements.ts';
import { geojsonRow, jsonRow } from './json-row.ts';
import { type JsonShape, jsonShape } from './json-shape.ts';
import type { Limits } from './limits.ts';
import type { Notes } from './notes.ts';
import { atRow, SheetProblem } from './problem.ts';
import type { TextFile } from './text-file.ts';
import type { Format, Row, Workbook } from './workbook.ts';

const formats: Readonly<Record<JsonShape, Format>> = {
  lines: 'jsonl',
  array: 'json',
  features: 'geojson',
  one: 'json',
};

/** Opens text as JSON. */
export function openJson(file: TextFile, limits: Limits, notes: Notes): Workbook {
  const shape = jsonShape(file.head, file.isWhole);
  const isFeature = shape === 'one' && /"type"\s*:\s*"Feature"/.test(file.head);
  const rows = () => jsonRows(decodeText(file.source, file.encoding), shape, limits, notes);
  return {
    format: isFeature ? 'geojson' : formats[shape],
    encoding: file.encoding.label,
    sheets: [{ name: '', hidden: false, rows }],
    notes: notes.list,
    close: () => file.source.close(),
  };
}

function jsonRows(
  pieces: AsyncIterable<string>,
  shape: JsonShape,
  limits: Limits,
  notes: Notes,
): AsyncIterable<readonly Row[]> {
  switch (shape) {
    case 'lines':
      return lineRows(pieces, limits, notes);
    case 'one':
      return oneRow(pieces, limits, notes);
    default:
      return elementRows(pieces, shape, limits, notes);
  }
}

/** A value a line; blank lines count but are no rows. A record separator before a value is that of RFC 8142. */
async function* lineRows(pieces: AsyncIterable<string>, limits: Limits, notes: Notes): AsyncIterable<readonly Row[]> {
  let rest = '';
  let number = 0;
  const rowsOf = (lines: readonly string[]) => {
    const rows: Row[] = [];
    for (const line of lines) {
      number += 1;
      const source = line.charCodeAt(0) === 0x1e ? line.slice(1) : line;
      if (source.trim() !== '') rows.push(placed(number, () => jsonRow(number, source, limits, notes)));
    }
    return rows;
  };
  try {
    for await (const piece of pieces) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > limits.rowChars) throw new SheetProblem('too-large-cell');
      const rows = rowsOf(lines);
      if (rows.length > 0) yield rows;
    }
  } catch (problem) {
    throw atRow(problem, number + 1);
  }
  const rows = rowsOf([rest]);
  if (rows.length > 0) yield rows;
}

async function* oneRow(pieces: AsyncIterable<string>, limits: Limits, notes: Notes): AsyncIterable<readonly Row[]> {
  let source = '';
  for await (const piece of pieces) {
    source += piece;
    if (source.length > limits.rowChars) throw new SheetProblem('too-large-cell', { row: 1 });
  }
  yield [placed(1, () => jsonRow(1, source, limits, notes))];
}

async function* elementRows(
  pieces: AsyncIterable<string>,
  shape: 'array' | 'features',
  limits: Limits,
  notes: Notes,
): AsyncIterable<readonly Row[]> {
  const member = shape === 'features' ? 'features' : undefined;
  const elements = new JsonElements(member, limits.rowChars, limits.jsonDepth);
  let number = 0;
  const rowsOf = () =>
    elements.take().map(source => {
      number += 1;
      return placed(number, () =>
        shape === 'features' ? geojsonRow(number, source, limits, notes) : jsonRow(number, source, limits, notes, true),
      );
    });
  try {
    for await (const piece of pieces) {
      elements.push(piece);
      const rows = rowsOf();
      if (rows.length > 0) yield rows;
    }
    elements.end();
  } catch (problem) {
    throw atRow(problem, number + elements.take().length + 1);
  }
}

function placed(number: number, read: () => Row): Row {
  try {
    return read();
  } catch (problem) {
    throw atRow(problem, number);
  }
}
