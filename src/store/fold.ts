// A fold: a projection kept up to date in the very transaction of a publication, so that log and pages cannot disagree.
// The app hands the store its folds; the store knows only their staged columns and their set-based SQL.
import type { Sql, TransactionSql } from 'postgres';
import type { Item, Register } from '#register';

/** A transaction or a pool: what SQL can be said to. */
export type Speaker = Sql | TransactionSql;

/** A column that each staged row carries for a fold; `type` is PostgreSQL's name of the type. */
export interface StagedColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * A table whose rows of a large load are written once, in their final form, while the load is staged: `like` is the table they
 * will be part of (partitioned by register) or stand for (a register's own); `columns` those that are written.
 */
export interface FinishedTable {
  readonly name: string;
  readonly like: string;
  readonly columns: readonly string[];
}

/** A staged row with the number its entry will have. */
export interface NumberedRow extends StagedRow {
  readonly registerId: number;
  readonly number: number;
}

/** Where staged rows lie that are to be written into finished tables by SQL. `tableOf` names a finished table. */
export interface Filled {
  readonly registerId: number;
  readonly register: Register;
  readonly staging: string;
  readonly first: number;
  readonly tableOf: (name: string) => string;
}

/** Values in PostgreSQL's text form; null is null. */
export type StagedValues = readonly (string | null)[];

/** How a fold's rows of a large load into a fresh register are written beside the staging, before any lock is taken. */
export interface Finishing {
  tables(registerId: number, register: Register): readonly FinishedTable[];
  /** The rows of one staged row, a list for each of its tables; `staged` is what `stage` gave for it. */
  rows(
    register: Register,
    row: NumberedRow,
    staged: readonly (string | null)[],
  ): readonly (readonly (string | null)[])[][];
  /** Writes rows that were staged in full. */
  fill(sql: Speaker, filled: Filled): Promise<void>;
  /** Takes back the rows of entries from `from` on: what was written beyond the beginning that is whole. */
  cut(sql: Speaker, cut: Omit<Filled, 'first'> & { readonly from: number }): Promise<void>;
  /** Those of its staged columns that others compare or count by: they stay with every row. */
  kept(register: Register): readonly string[];
}

/** What a fold sees of a row when it is staged. A withdrawn row has no item. */
export interface StagedRow {
  readonly key: string;
  readonly item: Item | undefined;
}

/** One publication, as a fold applies it: the staged rows get the numbers `first + ordinal`. */
export interface Applied {
  readonly registerId: number;
  readonly register: Register;
  /**
   * Quoted name of the staging table: key, op (`put` or `withdraw`), ordinal, base (the entry it replaces, or null), the folds'
   * columns; and for a withdrawal that says what took the key's place `successors` (text[]) and `how`.
   */
  readonly staging: string;
  readonly first: number;
  readonly publication: number;
  /** No record stood before: nothing can conflict. */
  readonly fresh: boolean;
  /**
   * Given for a large load into a fresh register: makes the register's own partition of a table that is partitioned by
   * register, to be filled in its place. The store indexes and attaches it at the end.
   */
  readonly partition?: (parent: string) => Promise<string>;
  /** Given when the rows of folds that finish lie in finished tables already: the quoted name of such a table. */
  readonly finished?: (name: string) => string;
}

/** A small publication, as a fold words its steps: `staging` is a view of its rows alone, in the form that `Applied` says. */
export interface Stepped {
  readonly registerId: number;
  readonly register: Register;
  readonly staging: string;
  /** The number of the first entry, an expression of SQL: the rows get `first + ordinal`. */
  readonly first: string;
  /** A statement that has `applyAfter` called when all steps are done. */
  readonly askForMore: string;
}

/** What the log says of a key, folded by itself: every number it stands at, in order. */
export interface FoldedKey {
  readonly key: string;
  readonly versions: readonly { readonly number: number; readonly withdrawn: boolean }[];
  /** The number of its last put. */
  readonly put: number | undefined;
  /** What that put said, all tiers, under today's field names: empty where it was redacted, undefined where no body can be read. */
  readonly item: Item | undefined;
}

/** Where a fold keeps something else than the log says. `place` names key and column, never a value. */
export interface Divergence {
  readonly place: string;
  readonly key?: string;
  readonly how: 'missing' | 'superfluous' | 'different';
}

/** A comparison of what a fold keeps of a register with its log, for fsck. */
export interface FoldCheck {
  /** Is told of every key of the log once, in the order of the keys' UTF-8 bytes. */
  take(keys: readonly FoldedKey[]): Promise<void>;
  end(): Promise<void>;
}

/** What is checked, and whom to tell. */
export interface Checked {
  readonly registerId: number;
  readonly register: Register;
  readonly found: (divergence: Divergence) => void;
}

/** A projection applied in the publication's transaction. It can be dropped and replayed. */
export interface Fold {
  readonly name: string;
  /** Folds whose staged columns and standing rows it reads: it is replayed together with them. */
  readonly leansOn?: readonly string[];
  /** Changes whenever the meaning of its columns changes; then it is replayed. */
  readonly version: number;
  /** Makes its shared tables if they are missing (as owner). */
  prepare(sql: Speaker): Promise<void>;
  /** Makes or alters what it keeps for one register (as owner). True when the register must be replayed into it. */
  define(sql: Speaker, registerId: number, register: Register, before: Register | undefined): Promise<boolean>;
  /** The columns its rows carry through staging. */
  columns(register: Register): readonly StagedColumn[];
  /** The values of those columns, in PostgreSQL's text form; null is null. */
  stage(register: Register, row: StagedRow): readonly (string | null)[];
  /**
   * Applies a publication from its staging table. The statement that records what was replaced reads the standing
   * record, so folds are applied in the order they are given; the record fold comes last.
   */
  apply(sql: Speaker, applied: Applied): Promise<void>;
  /** Missing where a fold has few rows of its own: those of a large load are then applied as any other's. */
  readonly finishing?: Finishing;
  /**
   * The same for a small publication: statements of PL/pgSQL, the same for every publication under one definition, so that
   * they are planned once a connection. Without it, `apply` is called for small ones too.
   */
  steps?(stepped: Stepped): string;
  /** What its steps asked for: seldom, and too much for them. */
  applyAfter?(sql: Speaker, applied: Pick<Applied, 'registerId' | 'register' | 'staging'>): Promise<void>;
  /** Forgets what it holds of a register. */
  clear(sql: Speaker, registerId: number): Promise<void>;
  /** Begins a comparison with the log, by other code than what keeps it: a mistake shared by both would not be seen. */
  check?(sql: Speaker, checked: Checked): Promise<FoldCheck>;
}
