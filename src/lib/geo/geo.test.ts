// Bounds, points in polygons and rings that cross themselves, on small shapes drawn by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boundsOf } from './bounds.ts';
import { contains } from './contains.ts';
import { crossesItself } from './crossing.ts';
import type { Position } from './position.ts';

const square: Position[] = [
  [102, 17],
  [104, 17],
  [104, 19],
  [102, 19],
  [102, 17],
];
const hole: Position[] = square.map(([x, y]): Position => [103 + (x - 103) / 4, 18 + (y - 18) / 4]);
const bowTie: Position[] = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
];

test('the bounds of coordinates of any depth are west, south, east, north', () => {
  assert.deepEqual(boundsOf([102.6, 17.9]), [102.6, 17.9, 102.6, 17.9]);
  assert.deepEqual(boundsOf([102.6, 17.9, 170]), [102.6, 17.9, 102.6, 17.9]);
  assert.deepEqual(boundsOf([[square], [bowTie]]), [0, 0, 104, 19]);
});

test('what holds no position has no bounds', () => {
  for (const nothing of [[], [[]], undefined, null, 'x', { x: 1 }, ['102', '17']])
    assert.equal(boundsOf(nothing), undefined);
});

test('a point is in a polygon, or out of it, or in its hole', () => {
  const polygon = { type: 'Polygon', coordinates: [square, hole] };
  assert.equal(contains(polygon, [102.2, 17.2]), true);
  assert.equal(contains(polygon, [105, 18]), false);
  assert.equal(contains(polygon, [103, 18]), false);
  assert.equal(contains({ type: 'Polygon', coordinates: [square] }, [103, 18]), true);
});

test('a point is in a multipolygon when one of its parts holds it', () => {
  const far = square.map(([x, y]): Position => [x + 10, y]);
  const shape = { type: 'MultiPolygon', coordinates: [[square], [far]] };
  assert.equal(contains(shape, [113, 18]), true);
  assert.equal(contains(shape, [108, 18]), false);
});

test('a bow tie crosses itself; a square, a notch and a ring with a point twice do not', () => {
  assert.equal(crossesItself(bowTie), true);
  assert.equal(crossesItself(square), false);
  const [first, ...others] = square as [Position, ...Position[]];
  assert.equal(crossesItself([first, first, ...others]), false);
  const notched: Position[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 1],
    [0, 4],
    [0, 0],
  ];
  assert.equal(crossesItself(notched), false);
});

test('where the ring begins and which way it goes does not matter', () => {
  for (const ring of [bowTie, square]) {
    const open = ring.slice(0, -1);
    for (let start = 0; start < open.length; start++) {
      const turned = [...open.slice(start), ...open.slice(0, start)];
      for (const one of [turned, [...turned].reverse()]) {
        assert.equal(crossesItself([...one, one[0] as Position]), ring === bowTie);
      }
    }
  }
});

const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));

test('the sweep finds a crossing exactly where comparing every two edges does', () => {
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), corners => {
      const ring = [...corners, corners[0] as Position];
      assert.equal(crossesItself(ring), plainly(ring));
    }),
    { numRuns: 2000 },
  );
});

test('corners in the order of their direction from the middle make a ring that holds the middle and does not cross', () => {
  const reaches = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(reaches, lengths => {
      const corners = lengths.map((length, at): Position => {
        const angle = (2 * Math.PI * at) / lengths.length;
        return [103 + length * Math.cos(angle), 18 + length * Math.sin(angle)];
      });
      const ring = [...corners, corners[0] as Position];
      assert.equal(crossesItself(ring), false);
      assert.equal(contains({ type: 'Polygon', coordinates: [ring] }, [103, 18]), true);
    }),
  );
});

/** The plain way over whole numbers: edges that share no end and lie on both sides of each other. */
function plainly(ring: readonly Position[]): boolean {
  const side = ([ax, ay]: Position, [bx, by]: Position, [x, y]: Position) =>
    Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
  const edges = ring.slice(1).map((to, at) => [ring[at] as Position, to] as const);
  return edges.some(([a, b], one) =>
    edges.some(
      ([c, d], other) => one < other && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0,
    ),
  );
}
