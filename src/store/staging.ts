// Staging: one table a proposal, in which every row already stands as it will be appended: canonical bytes, leaf hash,
// salted bodies and the folds' columns. All that can fail or takes long happens here, before the head is locked.

import { randomFillSync } from 'node:crypto';
import { canonicalJson } from '#lib/canonical-json';
import { leafHash } from '#lib/merkle';
import {
  composeEntry,
  type Digests,
  type Item,
  type Register,
  type Succeeded,
  saltBytes,
  type Tier,
  tierBody,
  tierDigest,
  tiers,
  tiersOf,
} from '#register';
import { byteaHex, byteaText, type Copy, openCopy, textsText } from './copy.ts';
import type { Fold, Speaker } from './fold.ts';

/** A row to be appended. `base` is the number of the entry it replaces; `row` the line of the officer's file. */
export interface Wanted {
  readonly op: 'put' | 'withdraw';
  readonly key: string;
  readonly item: Item | undefined;
  readonly base: number | null;
  readonly row: number | null;
  /** Name of the sheet; null for files without sheets. */
  readonly sheet: string | null;
  readonly validFrom?: string;
  /** A withdrawal that says what took the key's place: its entry is a `succeed`. */
  readonly succeeded?: Succeeded | undefined;
  readonly change: 'added' | 'corrected' | 'withdrawn';
}

const columns = [
  'ordinal',
  'row',
  'sheet',
  'key',
  'op',
  'change',
  'base',
  'valid_from',
  'successors',
  'how',
  'bytes',
  'leaf',
  ...tiers.flatMap(tier => [`salt_${tier}`, `body_${tier}`]),
];

const tableBody = `
  ordinal    bigint not null,
  row        integer,
  sheet      text,
  key        text collate "C" not null,
  op         text not null,
  change     text,
  base       bigint,
  valid_from text,
  successors text[],
  how        text,
  bytes      bytea,
  leaf       bytea,
  ${tiers.map(tier => `salt_${tier} bytea, body_${tier} text`).join(',\n  ')}`;

/** Makes a staging table. An unlogged one is gone after a crash: right for an import that nobody has been promised. */
export async function makeStaging(
  sql: Speaker,
  name: string,
  register: Register,
  folds: readonly Fold[],
  kind: 'unlogged' | 'logged',
): Promise<string> {
  const table = `staging."${name}"`;
  const extra = folds.flatMap(fold => fold.columns(register)).map(column => `,\n  "${column.name}" ${column.type}`);
  // A staged row of more than 2 kB is not worth compressing: it took six times as long, and is read once.
  const form = `(${tableBody}${extra.join('')}) with (toast_tuple_target = 8160)`;
  await sql.unsafe(`create ${kind === 'unlogged' ? 'unlogged ' : ''}table ${table} ${form}`);
  return table;
}

/**
 * Marks a staging table as somebody's work for as long as this connection lives: a session lock, let go by itself when
 * the importer dies. Taken before the table is made, so that there is no moment in which it lies about unheld.
 */
export async function holdStaging(connection: Speaker, name: string): Promise<void> {
  await connection`select pg_advisory_lock(hashtext(${`staging ${name}`}))`;
}

/** Drops a staging table; its rows have been published, sent back or cancelled. */
export async function dropStaging(sql: Speaker, table: string): Promise<void> {
  await sql.unsafe(`drop table if exists ${table}`);
}

/** Writes rows into a staging table; ordinals follow the order of writing, from 0. */
export interface StagingWriter {
  readonly count: number;
  write(wanted: Wanted): Promise<void> | undefined;
  end(): Promise<void>;
  abort(): void;
}

/** Opens a staging table for writing by COPY; ordinals go on from `from`. */
export async function openStaging(
  sql: Speaker,
  table: string,
  register: Register,
  folds: readonly Fold[],
  from = 0,
): Promise<StagingWriter> {
  const names = [...columns, ...folds.flatMap(fold => fold.columns(register).map(column => column.name))];
  const copy: Copy = await openCopy(sql, table, names);
  const composer = rowComposer(register, folds);
  const writer = {
    count: from,
    write(wanted: Wanted) {
      return copy.write(composer(wanted, writer.count++));
    },
    end: () => copy.end(),
    abort: () => copy.abort(),
  };
  return writer;
}

type Compose = (wanted: Wanted, ordinal: number) => (string | null)[];

// Made once a register, since a million rows go through it.
function rowComposer(register: Register, folds: readonly Fold[]): Compose {
  const used = tiersOf(register.schema);
  return (wanted, ordinal) => {
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
    const { head, leaf } = entryColumns(wanted, digests);
    const row = [
      String(ordinal),
      wanted.row === null ? null : String(wanted.row),
      wanted.sheet,
      ...head,
      leaf,
      ...bodies,
    ];
    for (const fold of folds) row.push(...fold.stage(register, { key: wanted.key, item: wanted.item }));
    return row;
  };
}

function entryColumns(wanted: Wanted, digests: Digests): { head: (string | null)[]; leaf: string } {
  const from = wanted.validFrom === undefined ? {} : { validFrom: wanted.validFrom };
  const op = wanted.succeeded === undefined ? wanted.op : 'succeed';
  const text = composeEntry({ op, key: wanted.key, digests, ...from, ...wanted.succeeded });
  const base = wanted.base === null ? null : String(wanted.base);
  return {
    head: [
      wanted.key,
      wanted.op,
      wanted.change,
      base,
      wanted.validFrom ?? null,
      ...succeededTexts(wanted.succeeded),
      byteaText(text),
    ],
    leaf: byteaHex(leafHash(Buffer.from(text))),
  };
}

/** The columns `successors` and `how` of a row, in PostgreSQL's text form. */
export function succeededTexts(succeeded: Succeeded | undefined): [string | null, string | null] {
  return succeeded === undefined ? [null, null] : [textsText(succeeded.to), succeeded.how];
}

// Random bytes by the block: a call to the generator for each of a million salts costs more than the hashing.
const block = Buffer.alloc(saltBytes * 512);
let used = block.length;

/** A fresh salt of 32 random bytes. */
export function nextSalt(): Uint8Array {
  if (used >= block.length) {
    randomFillSync(block);
    used = 0;
  }
  const salt = Uint8Array.prototype.slice.call(block, used, used + saltBytes);
  used += saltBytes;
  return salt;
}
