// How times grow from size to size: the exponent of rows by which they do. It measures nothing.
import { type Figure, msText } from './figures.ts';

/** All that was measured at one size. */
export interface Measured {
  readonly rows: number;
  readonly figures: readonly Figure[];
  /** How many processes wanted a core in the last minute, by the system's own word. */
  readonly load?: string;
}

/** A time at each size, and the exponents from each to the next and from the first to the last. */
export interface Growth {
  readonly what: string;
  readonly times: readonly string[];
  readonly steps: readonly number[];
  readonly whole: number;
  readonly target: number;
}

const held: readonly { readonly what: RegExp; readonly target: number }[] = [
  { what: /^(record|list, two filters|search, \w+ word)/, target: 0.15 },
  { what: /^(import \/ COPY|export of all rows)/, target: 1.05 },
];

/** The growth of whatever is held to one; nothing unless there are two sizes. */
export function growthOf(measured: readonly Measured[]): Growth[] {
  const sizes = measured.toSorted((one, other) => one.rows - other.rows);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return [];
  return smallest.figures.flatMap(({ what }) => {
    const target = held.find(one => one.what.test(what))?.target;
    const points = sizes.map(({ rows, figures }) => ({ rows, ms: figures.find(one => one.what === what)?.oursMs }));
    if (target === undefined || points.some(({ ms }) => ms === undefined)) return [];
    const exponent = (from: number, to: number) => exponentOf(points[from], points.at(to));
    return [
      {
        what: what.replace(/ \/.*/, ''),
        times: points.map(({ ms }) => msText(ms ?? Number.NaN)),
        steps: points.slice(1).map((_, at) => exponent(at, at + 1)),
        whole: exponent(0, -1),
        target,
      },
    ];
  });
}

interface Point {
  readonly rows: number;
  readonly ms: number | undefined;
}

function exponentOf(from: Point | undefined, to: Point | undefined): number {
  if (from?.ms === undefined || to?.ms === undefined) return Number.NaN;
  return Math.log(to.ms / from.ms) / Math.log(to.rows / from.rows);
}
