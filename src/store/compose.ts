// Composes staged rows: canonical bytes, leaf hash, salted bodies and the folds' columns, as COPY writes them. It knows two
// forms of a row: whole in the staging table, or spread over the tables it will be part of when it is published.
import { canonicalJson } from '#lib/canonical-json';
import { leafHash } from '#lib/merkle';
import {
  composeEntry,
  type Digests,
  type Register,
  type Succeeded,
  type Tier,
  tierBody,
  tierDigest,
  tiers,
  tiersOf,
} from '#register';
import { byteaHex, byteaText, textsText } from './copy.ts';
import type { Fold } from './fold.ts';
import { nextSalt } from './salt.ts';
import type { Wanted } from './staging.ts';

type Values = readonly (string | null)[];

interface Composed {
  readonly bytes: string;
  readonly leaf: string;
  /** Salt and body of each tier, null where it has none. */
  readonly bodies: Values;
  /** What each fold stages. */
  readonly folds: readonly Values[];
}

const head = ['ordinal', 'row', 'sheet', 'key', 'op', 'change', 'base', 'valid_from', 'successors', 'how'];
const tierColumns = tiers.flatMap(tier => [`salt_${tier}`, `body_${tier}`]);

/** The columns of a row that stands whole in the staging table. */
export function wholeColumns(register: Register, folds: readonly Fold[]): string[] {
  const own = folds.flatMap(fold => fold.columns(register).map(column => column.name));
  return [...head, 'bytes', 'leaf', ...tierColumns, ...own];
}

/** Makes rows that stand whole in the staging table. Made once a register, since a million rows go through it. */
export function wholeComposer(register: Register, folds: readonly Fold[]) {
  const compose = composer(register, folds);
  return (wanted: Wanted, ordinal: number): Values => {
    const { bytes, leaf, bodies, folds: staged } = compose(wanted);
    const row = [...headOf(wanted, ordinal), bytes, leaf, ...bodies];
    for (const values of staged) row.push(...values);
    return row;
  };
}

/** One table that finished rows are written to, with the columns that are written. */
export interface ComposedTable {
  readonly name: string;
  readonly like: string;
  readonly columns: readonly string[];
}

/** Rows of one staged row for each of the finished tables, then what of it stays in the staging table. */
export interface Finished {
  readonly tables: readonly (readonly Values[])[];
  readonly kept: Values;
}

/** The tables of finished rows: the log's own, then those of the folds. */
export function finishedTables(registerId: number, register: Register, folds: readonly Fold[]): ComposedTable[] {
  const own = tiersOf(register.schema).map(tier => ({
    name: `body_${tier}`,
    like: `laopedia.body_${tier}`,
    columns: ['register_id', 'number', 'salt', 'body'],
  }));
  const entry = { name: 'entry', like: 'laopedia.entry', columns: ['register_id', 'number', 'bytes'] };
  return [entry, ...own, ...folds.flatMap(fold => fold.finishing?.tables(registerId, register) ?? [])];
}

/** The columns that stay in the staging table of a row whose parts lie in finished tables. */
export function keptColumns(register: Register, folds: readonly Fold[]): string[] {
  return [...head, 'leaf', 'finished', ...keptOf(register, folds).flatMap(({ columns }) => columns)];
}

/** Makes finished rows. `first` is the number of the row with ordinal 0. */
export function finishedComposer(registerId: number, register: Register, folds: readonly Fold[], first: number) {
  const compose = composer(register, folds);
  const kept = keptOf(register, folds);
  const used = tiersOf(register.schema);
  const finishing = folds.flatMap((fold, at) => (fold.finishing === undefined ? [] : [{ at, by: fold.finishing }]));
  return (wanted: Wanted, ordinal: number): Finished => {
    const { bytes, leaf, bodies, folds: staged } = compose(wanted);
    const number = first + ordinal;
    const [id, at] = [String(registerId), String(number)];
    const tables: (readonly Values[])[] = [[[id, at, bytes]]];
    for (const tier of used) {
      const place = tiers.indexOf(tier) * 2;
      const body = bodies[place + 1] ?? null;
      tables.push(body === null ? [] : [[id, at, bodies[place] ?? null, body]]);
    }
    const row = { registerId, number, key: wanted.key, item: wanted.item };
    for (const one of finishing) tables.push(...one.by.rows(register, row, staged[one.at] ?? []));
    const values = kept.flatMap(({ fold, places }) => places.map(place => staged[fold]?.[place] ?? null));
    return { tables, kept: [...headOf(wanted, ordinal), leaf, 't', ...values] };
  };
}

/** The fold's place, and the places of what is kept among what it stages; all of it where it finishes nothing itself. */
function keptOf(register: Register, folds: readonly Fold[]) {
  return folds.map((one, fold) => {
    const names = one.columns(register).map(column => column.name);
    const columns = one.finishing?.kept(register) ?? names;
    return { fold, columns, places: columns.map(name => names.indexOf(name)) };
  });
}

function composer(register: Register, folds: readonly Fold[]): (wanted: Wanted) => Composed {
  const used = tiersOf(register.schema);
  return wanted => {
    const bodies: (string | null)[] = [];
    const digests: Partial<Record<Tier, string>> = {};
    for (const tier of tiers) {
      if (wanted.item === undefined || !used.includes(tier)) {
        bodies.push(null, null);
        continue;
      }
      const salt = nextSalt();
      const body = canonicalJson(tierBody(wanted.item, register.schema, tier));
      digests[tier] = tierDigest(salt, body);
      bodies.push(byteaHex(salt), body);
    }
    const text = entryText(wanted, digests);
    return {
      bytes: byteaText(text),
      leaf: byteaHex(leafHash(Buffer.from(text))),
      bodies,
      folds: folds.map(fold => fold.stage(register, { key: wanted.key, item: wanted.item })),
    };
  };
}

function entryText(wanted: Wanted, digests: Digests): string {
  const from = wanted.validFrom === undefined ? {} : { validFrom: wanted.validFrom };
  const op = wanted.succeeded === undefined ? wanted.op : 'succeed';
  return composeEntry({ op, key: wanted.key, digests, ...from, ...wanted.succeeded });
}

function headOf(wanted: Wanted, ordinal: number): (string | null)[] {
  return [
    String(ordinal),
    wanted.row === null ? null : String(wanted.row),
    wanted.sheet,
    wanted.key,
    wanted.op,
    wanted.change,
    wanted.base === null ? null : String(wanted.base),
    wanted.validFrom ?? null,
    ...succeededTexts(wanted.succeeded),
  ];
}

/** The columns `successors` and `how` of a row, in PostgreSQL's text form. */
export function succeededTexts(succeeded: Succeeded | undefined): [string | null, string | null] {
  return succeeded === undefined ? [null, null] : [textsText(succeeded.to), succeeded.how];
}
