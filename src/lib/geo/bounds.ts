// The bounding box of GeoJSON coordinates.

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** The bounds of coordinates of any depth; undefined when there is no position in them. */
export function boundsOf(coordinates: unknown): Bounds | undefined {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  widen(coordinates, bounds);
  return bounds[0] === Infinity ? undefined : bounds;
}

function widen(coordinates: unknown, bounds: [number, number, number, number]): void {
  if (!Array.isArray(coordinates)) return;
  const [x, y] = coordinates;
  if (typeof x !== 'number' || typeof y !== 'number') {
    for (const part of coordinates) widen(part, bounds);
    return;
  }
  bounds[0] = Math.min(bounds[0], x);
  bounds[1] = Math.min(bounds[1], y);
  bounds[2] = Math.max(bounds[2], x);
  bounds[3] = Math.max(bounds[3], y);
}
