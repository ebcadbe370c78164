// Whether a point lies in a polygon, by the even-odd rule (Shimrat 1962); a hole counts as outside.
import type { Position } from './position.ts';

/** Whether a GeoJSON Polygon's or MultiPolygon's coordinates hold the position. */
export function contains(shape: { type: string; coordinates: unknown }, position: Position): boolean {
  const polygons = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) as Position[][][];
  return polygons.some(rings => rings.reduce((inside, ring) => (inRing(ring, position) ? !inside : inside), false));
}

function inRing(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x1, y1] = ring[at] ?? [0, 0];
    const [x2, y2] = ring[before] ?? [0, 0];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
