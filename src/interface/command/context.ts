// What the command is given by the app: the house opened for it, and where its words go. It opens nothing itself.
import type { Sql } from 'postgres';
import type { Store } from '#store';
import type { ReferenceReader } from '#workflow/intake';
import type { RestoreAsked, RestoreReport } from './restore-report.ts';

/** A search hit as the command prints it. */
export interface CommandHit {
  readonly register: string;
  readonly key: string;
  readonly title: string;
  readonly snippet: string;
  readonly score: number;
}

/** A search: in one register or in all, in one place or everywhere. */
export interface CommandSearch {
  readonly words: string;
  readonly register?: string;
  readonly place?: string;
  readonly limit: number;
  readonly offset: number;
}

/** The house, open for one command; works with the server running or not. */
export interface House {
  readonly store: Store;
  readonly sql: Sql;
  readonly references: ReferenceReader;
  /** The origin of a new register's log. */
  originOf(register: string): Promise<string>;
  /** Waits until the signer has vouched for a log of this size; the note, or undefined after `withinMs`. */
  checkpoint(registerId: number, size: number, withinMs: number): Promise<string | undefined>;
  search(asked: CommandSearch): Promise<{ readonly results: readonly CommandHit[]; readonly didYouMean?: string }>;
  readonly anchorFolder: string;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** What every command gets. */
export interface CommandContext {
  openHouse(): Promise<House>;
  /** Runs the server until it is told to end; `started` is told its address. Answers the exit code. */
  startServer(started: (address: string) => void): Promise<number>;
  /** Makes a real, empty installation. */
  begin(): Promise<{ readonly host: string; readonly aside?: string }>;
  /** Restores a backup into a data folder and proves it. */
  restore(asked: RestoreAsked): Promise<RestoreReport>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outBytes: (chunk: Uint8Array) => Promise<void>;
  readonly input: () => AsyncIterable<Uint8Array>;
  readonly isTerminal: boolean;
  /** From now on the first Ctrl-C or SIGTERM is told by this signal, for work that can be given up in order; a second one ends at once. */
  interruption(): AbortSignal;
  readonly now: () => Date;
  readonly version: string;
}
