// Finds the columns of rows that are objects: each row brings its own names, in its own order.
import type { Row } from '#lib/sheet';
import type { HeaderColumn } from './header-match.ts';

/** Columns by name; new names get new columns. */
export class NamedColumns {
  readonly #columns: HeaderColumn[];
  readonly #byName: Map<string, number>;
  #lastNames: readonly string[] | undefined;
  #lastPositions: Int32Array | undefined;

  constructor(columns: readonly HeaderColumn[]) {
    this.#columns = [...columns];
    this.#byName = new Map(columns.map(({ name }, at) => [name, at]));
  }

  get columns(): readonly HeaderColumn[] {
    return this.#columns;
  }

  /** Takes in names not seen before and gives them back, as long as there are fewer than `limit`. */
  learn(names: readonly string[], limit: number): readonly string[] {
    if (names === this.#lastNames) return [];
    const news: string[] = [];
    for (const name of names) {
      if (this.#byName.has(name) || this.#columns.length >= limit) continue;
      this.#byName.set(name, this.#columns.length);
      this.#columns.push({ name, others: [] });
      news.push(name);
    }
    return news;
  }

  /** Column to place in a row with these names; -1 where the row does not name it. Valid until the next call. */
  positionsOf(names: readonly string[]): Int32Array {
    const before = this.#lastPositions;
    if (before !== undefined && before.length === this.#columns.length && sameNames(names, this.#lastNames))
      return before;
    const positions = new Int32Array(this.#columns.length).fill(-1);
    names.forEach((name, at) => {
      const column = this.#byName.get(name);
      if (column !== undefined) positions[column] = at;
    });
    this.#lastNames = names;
    this.#lastPositions = positions;
    return positions;
  }
}

/** An object's cells under the names of its columns. */
export function tabled(row: Row, names: NamedColumns): Row {
  const positions = names.positionsOf(row.names ?? []);
  const texts = Array.from(positions, at => row.texts[at] ?? '');
  const cells = Array.from(positions, at => row.cells?.[at] ?? { text: '', kind: 'empty' as const });
  return { number: row.number, texts, cells };
}

function sameNames(names: readonly string[], before: readonly string[] | undefined): boolean {
  if (names === before) return true;
  return before !== undefined && names.length === before.length && names.every((name, at) => name === before[at]);
}
