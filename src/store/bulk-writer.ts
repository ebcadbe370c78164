// Writes a change of any size into staging. It begins as a single COPY; a long one goes on in threads, and of a long load into
// a fresh register the rows are written in the form and place they will have (finished.ts). Ordinals are given here, in order.
import { despiteDeadlock } from '#lib/postgres';
import { type Composers, openComposers } from './composers.ts';
import { canFinish, fillFinished, finishedIndexes, isFinished, makeFinished, thaw } from './finished.ts';
import { finishedTable } from './finished-name.ts';
import type { Speaker } from './fold.ts';
import { ownPartitionRows } from './partition.ts';
import type { StoredRegister } from './registers.ts';
import type { Wanted } from './staging.ts';
import type { LoadRest } from './staging-rest.ts';
import { openStaging, type StagingWriter } from './staging-writer.ts';
import type { Store } from './store.ts';

/** From which row on a change is composed in threads, and from which on its rows are finished. */
export interface BulkFrom {
  readonly composed: number;
  readonly finished: number;
}

/** What is usual: a thread costs a third of a second to start; partitions of its own are for large registers. */
export const bulkFrom: BulkFrom = { composed: 10_000, finished: ownPartitionRows };

/** A writer that may have finished rows. */
export interface BulkWriter extends StagingWriter {
  /**
   * Makes finished rows ready to be placed: what stands whole is filled in, indexes are built. Where rows have left the staging
   * table since, the numbers no longer fit, and all are staged whole again. Nothing to do where no row is finished.
   */
  settle(): Promise<void>;
}

const batchRows = 1000;

/** What a bulk load is written with, beside its register and staging table. */
export interface BulkOptions {
  readonly from?: BulkFrom | undefined;
  /** What is there already: so many rows are taken for written, the last of which has this key. */
  readonly rest?: LoadRest | undefined;
  /** Called once, before rows are composed in threads: from here on a load is worth being found again. */
  readonly onLong?: () => Promise<void>;
}

/** Opens it on the importer's own connection. */
export async function openBulkStaging(
  store: Store,
  importer: Speaker,
  stored: StoredRegister,
  staging: string,
  options: BulkOptions = {},
): Promise<BulkWriter> {
  const { rest = { rows: 0, lastKey: null } } = options;
  const inline = await openStaging(importer, staging, stored.register, store.folds, rest.rows);
  const form = (await isFinished(store.app, staging)) ? 'finished' : 'whole';
  return new Bulk(store, stored, staging, { ...options, rest, form }, inline);
}

class Bulk implements BulkWriter {
  readonly #store: Store;
  readonly #stored: StoredRegister;
  readonly #staging: string;
  readonly #from: BulkFrom;
  readonly #rest: LoadRest;
  readonly #onLong: () => Promise<void>;
  readonly #inline: StagingWriter;
  #count = 0;
  #isEnded = false;
  #composers: Composers | undefined;
  #form: 'whole' | 'finished';
  #canFinish: boolean | undefined;
  #batch: Wanted[] = [];

  constructor(
    store: Store,
    stored: StoredRegister,
    staging: string,
    options: BulkOptions & { readonly rest: LoadRest; readonly form: 'whole' | 'finished' },
    inline: StagingWriter,
  ) {
    this.#store = store;
    this.#stored = stored;
    this.#staging = staging;
    this.#from = options.from ?? bulkFrom;
    this.#rest = options.rest;
    this.#onLong = options.onLong ?? (async () => {});
    this.#form = options.form;
    this.#inline = inline;
  }

  get count(): number {
    return this.#count;
  }

  write(wanted: Wanted): Promise<void> | undefined {
    this.#count += 1;
    if (this.#count <= this.#rest.rows) return this.#passOver(wanted);
    if (this.#composers === undefined) {
      if (this.#count <= this.#from.composed || this.#store.composer === undefined) return this.#inline.write(wanted);
      return this.#goOnInThreads(this.#store.composer, wanted);
    }
    this.#batch.push(wanted);
    return this.#batch.length < batchRows ? undefined : this.#give();
  }

  // Rows that are there: their keys show that it is the same file, read in the same way.
  #passOver({ key }: Wanted): undefined {
    if (this.#count < this.#rest.rows || key === this.#rest.lastKey) return undefined;
    throw new Error(`the load that broke off ended with ${this.#rest.lastKey}, this one has ${key} there`);
  }

  async end(): Promise<void> {
    if (this.#count < this.#rest.rows)
      throw new Error(`the load that broke off had ${this.#rest.rows} rows, this one has ${this.#count}`);
    if (this.#composers === undefined) return this.#inline.end();
    await this.#give();
    await this.#composers.drain();
    await this.#composers.close();
    this.#isEnded = true;
  }

  abort(): void {
    this.#inline.abort();
    if (!this.#isEnded) void this.#composers?.close();
  }

  async settle(): Promise<void> {
    if (this.#form !== 'finished') return;
    const load = { ...this.#load(), first: this.#stored.size };
    const { app } = this.#store;
    if (!(await isCompact(app, this.#staging))) return void (await app.begin(sql => thaw(sql, load)));
    await despiteDeadlock(() => app.begin(sql => fillFinished(sql, load)));
    const { keys, others } = await finishedIndexes(app, load);
    // A key locks its table alone: beside another index of the same table each would wait for the other.
    await Promise.all([this.#build(keys), this.#build(keys)]);
    await Promise.all([this.#build(others), this.#build(others)]);
  }

  // Two connections take one statement after the other; PostgreSQL lends each of them more processors where it has some.
  async #build(statements: string[]): Promise<void> {
    for (let next = statements.shift(); next !== undefined; next = statements.shift()) {
      const statement = next;
      const build = () =>
        this.#store.owner.begin(async sql => {
          await sql.unsafe(`set local role laopedia_owner; set local maintenance_work_mem = '256MB'`);
          await sql.unsafe(statement);
        });
      await despiteDeadlock(build);
    }
  }

  #load() {
    const { id: registerId, register } = this.#stored;
    return { registerId, register, staging: this.#staging, folds: this.#store.folds };
  }

  async #goOnInThreads(script: URL, wanted: Wanted): Promise<void> {
    await this.#inline.end();
    await this.#onLong();
    const { id: registerId, definition, size: first } = this.#stored;
    const settings = { url: this.#store.url, registerId, definition, staging: this.#staging, first };
    this.#canFinish = await canFinish(this.#store.app, registerId);
    this.#composers = openComposers(script, settings);
    this.#batch.push(wanted);
  }

  async #give(): Promise<void> {
    const rows = this.#batch;
    this.#batch = [];
    if (rows.length === 0 || this.#composers === undefined) return;
    const ordinal = this.#count - rows.length;
    if (this.#form === 'whole' && this.#canFinish && this.#count > this.#from.finished) {
      await despiteDeadlock(() => this.#store.app.begin(sql => makeFinished(sql, this.#load())));
      this.#form = 'finished';
    }
    await this.#composers.give({ ordinal, form: this.#form, rows });
  }
}

// Rows may have been set aside, in the middle or at the end: then the numbers that were written say something else.
async function isCompact(sql: Speaker, staging: string): Promise<boolean> {
  const rows = await sql.unsafe(`
    select count(*) = max(ordinal) + 1
      and count(*) filter (where finished) = (select count(*) from ${finishedTable(staging, 'entry')}) as yes
    from ${staging} where op <> 'keep'`);
  return rows[0]?.['yes'] === true;
}
