// Writes rows as JSON Lines or as a GeoJSON FeatureCollection (RFC 7946), piece by piece. It changes no value.
import { utf8 } from './write-csv.ts';

const pieceChars = 64 * 1024;

/** An object to be written. A number with more digits than a float holds is given by `exactNumber`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A number that is written with exactly these digits; throws a SyntaxError for what JSON does not take for a number. */
export function exactNumber(decimal: string): unknown {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(decimal))
    throw new SyntaxError(`no JSON number: ${decimal}`);
  const raw: unknown = Reflect.get(JSON, 'rawJSON');
  return typeof raw === 'function' ? raw(decimal) : Number(decimal);
}

/** One object a line. Throws a SheetProblem 'lone-surrogate' for text that UTF-8 cannot hold. */
export async function* writeJsonLines(
  rows: AsyncIterable<JsonObject> | Iterable<JsonObject>,
): AsyncIterable<Uint8Array> {
  yield* pieces(rows, '', '\n', '');
}

/** What a feature is written from. */
export interface GeoFeature {
  readonly id?: string | number;
  /** A GeoJSON geometry, or null. */
  readonly geometry: unknown;
  readonly properties: JsonObject;
}

/**
 * A FeatureCollection, a feature a line. `end` is asked when all features are written, for what the last line says of them
 * (foreign members, RFC 7946, 6.1). Throws like `writeJsonLines`.
 */
export async function* writeGeoJson(
  features: AsyncIterable<GeoFeature> | Iterable<GeoFeature>,
  end?: () => JsonObject,
): AsyncIterable<Uint8Array> {
  const after = end === undefined ? '\n]}\n' : '\n],\n';
  yield* pieces(typed(features), '{"type":"FeatureCollection","features":[\n', ',\n', after);
  if (end !== undefined) yield utf8(`${JSON.stringify(end()).slice(1)}\n`, 0);
}

async function* typed(features: AsyncIterable<GeoFeature> | Iterable<GeoFeature>): AsyncIterable<JsonObject> {
  for await (const { id, geometry, properties } of features) {
    yield { type: 'Feature', ...(id === undefined ? {} : { id }), geometry, properties };
  }
}

async function* pieces(
  rows: AsyncIterable<JsonObject> | Iterable<JsonObject>,
  before: string,
  between: string,
  after: string,
): AsyncIterable<Uint8Array> {
  let piece = before;
  let row = 0;
  for await (const object of rows) {
    if (row > 0) piece += between;
    row += 1;
    const line = JSON.stringify(object);
    // JSON.stringify writes half a surrogate pair as an escape, which every strict reader refuses.
    piece += line.includes('\\ud') && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(line) ? utf8Refusal(row) : line;
    if (piece.length < pieceChars) continue;
    yield utf8(piece, row);
    piece = '';
  }
  if (row > 0 && after === '') piece += between;
  yield utf8(piece + after, row);
}

function utf8Refusal(row: number): string {
  utf8('\ud800', row);
  return '';
}
