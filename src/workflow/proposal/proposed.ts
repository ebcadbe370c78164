// How a file is proposed, and what came of it. It decides nothing.
import type { ChangeCounts, Finding } from '#register';
import type { BulkFrom } from '#store';
import type { LoadMark } from './broken-off.ts';
import type { RowPlace } from './checks.ts';
import { refuseProposal } from './refusals.ts';

/** What a proposal is at: reading rows, checking them together, or making a large load ready to be placed. */
export type ProposalStage = 'reading' | 'checking' | 'settling';

/** How a file is proposed. */
export interface ProposalOptions {
  readonly officer: string;
  readonly basis?: string | undefined;
  /** Records missing from the file are withdrawn. */
  readonly replace?: boolean;
  /** Rows with blocking findings are left out rather than stopping the proposal. */
  readonly setAside?: boolean;
  /** Only look: findings and change, nothing kept. */
  readonly dryRun?: boolean;
  /** From which row on the change is written as a bulk load, where not as usual. */
  readonly bulkFrom?: BulkFrom;
  /** Size of the file, where it is known: an import that would find no room is refused before it starts. */
  readonly sourceBytes?: number;
  /** What the load is known by, should it break off and the same file come again. Only for keys made of fields. */
  readonly mark?: LoadMark | undefined;
  /** Gives up between two batches or steps: `proposal/cancelled`, and nothing is left. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each step: with every batch that is read, then as the checks and the indexes begin. */
  readonly watch?: ((stage: ProposalStage) => void) | undefined;
  /** The approvers are known and publication follows at once: the rows need not survive a crash. */
  readonly atOnce?: boolean;
  /** Up to so many rows wait in the lasting table of their register: `smallRows` unless said otherwise. */
  readonly smallUpTo?: number;
}

/** What came of it. `id` is null where nothing is proposed: findings, a dry run, or no change at all. */
export interface Proposed {
  readonly id: string | null;
  readonly rows: number;
  readonly counts: ChangeCounts;
  readonly findings: readonly Finding[];
  readonly findingCounts: ReadonlyMap<string, number>;
  readonly blocking: number;
  readonly setAside: readonly RowPlace[];
  readonly needed: number;
  /** So many rows had been staged before, by an import of the same file that broke off. */
  readonly resumed: number;
}

/** Between two steps: who waits is told, and who gave up is heard. */
export function goOn({ watch, signal }: ProposalOptions, stage: ProposalStage): void {
  if (signal?.aborted) throw refuseProposal('cancelled');
  watch?.(stage);
}
