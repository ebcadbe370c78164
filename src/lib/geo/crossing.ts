// Whether a ring crosses itself: a sweep over its edges by longitude, exact enough for maps.
import type { Position } from './position.ts';

interface Edge {
  readonly at: number;
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
}

/** Whether two edges of a closed ring cross each other; edges that share an end do not count. */
export function crossesItself(ring: readonly Position[]): boolean {
  const edges = edgesOf(ring);
  const open: Edge[] = [];
  for (const edge of edges) {
    for (let at = open.length - 1; at >= 0; at--) {
      const other = open[at];
      if (other === undefined) continue;
      if (other.east < edge.west) open.splice(at, 1);
      else if (!neighbours(edge, other, ring.length - 1) && cross(edge, other)) return true;
    }
    open.push(edge);
  }
  return false;
}

function edgesOf(ring: readonly Position[]): Edge[] {
  const edges: Edge[] = [];
  for (let at = 0; at + 1 < ring.length; at++) {
    const from = ring[at];
    const to = ring[at + 1];
    if (from === undefined || to === undefined) continue;
    edges.push({ at, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) });
  }
  return edges.sort((one, other) => one.west - other.west);
}

function neighbours(one: Edge, other: Edge, count: number): boolean {
  const apart = Math.abs(one.at - other.at);
  return apart <= 1 || apart === count - 1;
}

function cross(one: Edge, other: Edge): boolean {
  const side1 = side(one.from, one.to, other.from) * side(one.from, one.to, other.to);
  const side2 = side(other.from, other.to, one.from) * side(other.from, other.to, one.to);
  return side1 < 0 && side2 < 0;
}

function side(from: Position, to: Position, point: Position): number {
  return Math.sign((to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]));
}
