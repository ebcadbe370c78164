// A GeoJSON geometry (RFC 7946) in longitude and latitude. Checked for form, range, swapped axes, open and self-crossing rings.
import { canonicalJson, type JsonObject, type JsonValue, parseStrictJson } from '#lib/canonical-json';
import { crossesItself, type Position } from '#lib/geo';
import type { FindingCode } from '../finding.ts';
import { type Datatype, flawed, read } from './reading.ts';

const depths = new Map<JsonValue | undefined, number>([
  ['Point', 0],
  ['MultiPoint', 1],
  ['LineString', 1],
  ['MultiLineString', 2],
  ['Polygon', 2],
  ['MultiPolygon', 3],
]);

/** The datatype `geometry`. */
export const geometry: Datatype = {
  read(given) {
    const parsed = typeof given === 'string' ? parse(given) : given;
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return flawed('geometry/unreadable');
    const shape = parsed as JsonObject;
    const { type, coordinates } = shape;
    const depth = depths.get(type);
    if (depth === undefined || typeof type !== 'string' || coordinates === undefined)
      return flawed('geometry/unreadable');
    const wrong = wrongCoordinates(coordinates, depth, type);
    return wrong === undefined ? read({ type, coordinates }) : flawed(wrong);
  },
  write: canonicalJson,
};

function parse(text: string): JsonValue | undefined {
  try {
    return parseStrictJson(text, { maxDepth: 8 });
  } catch {
    return undefined;
  }
}

function wrongCoordinates(given: JsonValue, depth: number, type: string): FindingCode | undefined {
  if (!Array.isArray(given)) return 'geometry/unreadable';
  if (depth === 0) return wrongPosition(given);
  if (given.length === 0) return 'geometry/unreadable';
  for (const part of given) {
    const wrong = wrongCoordinates(part, depth - 1, type);
    if (wrong !== undefined) return wrong;
  }
  if (depth > 1 || type === 'MultiPoint') return undefined;
  if (type.endsWith('Polygon')) return wrongRing(given as unknown as Position[]);
  return given.length < 2 ? 'geometry/unreadable' : undefined;
}

function wrongPosition(position: readonly JsonValue[]): FindingCode | undefined {
  const [longitude, latitude] = position;
  if (position.length > 3 || !position.every(one => Number.isFinite(one))) return 'geometry/unreadable';
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return 'geometry/unreadable';
  if (Math.abs(latitude) > 90 && Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180)
    return 'geometry/coordinates-swapped';
  return Math.abs(latitude) > 90 || Math.abs(longitude) > 180 ? 'geometry/out-of-range' : undefined;
}

function wrongRing(ring: readonly Position[]): FindingCode | undefined {
  const first = ring[0];
  const last = ring.at(-1);
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return 'geometry/ring-open';
  return crossesItself(ring) ? 'geometry/self-crossing' : undefined;
}
