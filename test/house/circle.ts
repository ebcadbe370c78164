// Import circles between files, type imports included. Found by Tarjan's strongly connected components (1972).
import type { Breach } from './breach.ts';
import type { ParsedFile } from './parsed-house.ts';
import { targetOf } from './room.ts';

/** One breach for each knot of files that import each other, directly or round a corner. */
export function importCircles(files: readonly ParsedFile[]): Breach[] {
  const known = new Set(files.map(file => file.path));
  const next = new Map(
    files.map(file => [
      file.path,
      file.uses
        .filter(use => use.how !== 'address')
        .flatMap(use => targetOf(use.specifier, file.path) ?? [])
        .filter(target => known.has(target)),
    ]),
  );
  return knotsOf(next).map(knot => ({
    file: knot[0] ?? '',
    rule: `${knot.length} files import each other: ${knot.join(' ⇄ ')}`,
    cure: 'move what both need into a file of its own, which imports neither',
  }));
}

/** The knots of a graph: components of two or more, and nodes that lead to themselves. */
export function knotsOf(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const knots: string[][] = [];
  const visit = (node: string): number => {
    const number = order.size;
    let low = number;
    order.set(node, number);
    open.push(node);
    for (const to of next.get(node) ?? []) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (open.includes(to)) low = Math.min(low, order.get(to) ?? low);
    }
    if (low === number) {
      const knot = open.splice(open.indexOf(node));
      if (knot.length > 1 || next.get(node)?.includes(node)) knots.push(knot.sort());
    }
    return low;
  };
  for (const node of next.keys()) if (!order.has(node)) visit(node);
  return knots;
}
