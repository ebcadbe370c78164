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
      if (other.east < edge.west) close(open, at);
      else if (!neighbours(edge, other, ring.length - 1) && cross(edge, other)) return true;
    }
    open.push(edge);
  }
  return false;
}

// The last one takes its place: their order says nothing, and a boundary may have a hundred thousand edges.
function close(open: Edge[], at: number): void {
  const last = open.pop();
  if (last !== undefined && at < open.length) open[at] = last;
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
  if (Math.max(one.from[1], one.to[1]) < Math.min(other.from[1], other.to[1])) return false;
  if (Math.max(other.from[1], other.to[1]) < Math.min(one.from[1], one.to[1])) return false;
  const side1 = side(one.from, one.to, other.from) * side(one.from, one.to, other.to);
  const side2 = side(other.from, other.to, one.from) * side(other.from, other.to, one.to);
  return side1 < 0 && side2 < 0;
}

function side(from: Position, to: Position, point: Position): number {
  return Math.sign((to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]));
}
