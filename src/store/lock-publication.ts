// The beginning of a publication: one call locks the proposal and the heads it rests on, and tells what is then true.
import { decodeFrontier, type Frontier } from '#lib/merkle';
import type { Speaker } from './fold.ts';

/** A proposal and its log, when neither can change any more before the commit. Of one that does not wait only `state` counts. */
export interface LockedPublication {
  readonly state: string;
  readonly registerId: number;
  readonly register: string;
  readonly origin: string;
  readonly schemaEntry: number;
  readonly copied: boolean;
  /** The marks of the installation: that it is read-only, that room is short. */
  readonly readOnly: unknown;
  readonly shortage: unknown;
  readonly basedOn: { readonly size: number; readonly schemaEntry: number };
  readonly basis: string | null;
  readonly counts: unknown;
  readonly needed: number;
  readonly staging: string | null;
  /** Of a small proposal: the leaves of its rows. */
  readonly leaves: readonly Uint8Array[] | undefined;
  /** Whether the registers it refers to have been locked; whether any of them has had a publication since it was checked. */
  readonly targetsKnown: boolean;
  readonly targetsMoved: boolean;
  /** Pseudonyms. */
  readonly author: string;
  readonly approvers: readonly string[];
  readonly frontier: Frontier;
  /** The time of the publication: UTC, never before the last one. */
  readonly now: Date;
}

/** Locks a proposal until the transaction ends, and when it waits all that its publication needs. */
export async function lockPublication(sql: Speaker, id: string): Promise<LockedPublication | undefined> {
  // As lockHead has it: committed to the disk and to the standby that is waited for, whatever the database or the role is set to.
  const rows = await sql`
    select l.*, case when current_setting('synchronous_commit') not in ('on', 'remote_apply') then set_config('synchronous_commit', 'on', true) end
    from laopedia.lock_publication(${id}) l`;
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    state: String(row['state']),
    registerId: Number(row['register_id']),
    register: String(row['register']),
    origin: String(row['origin']),
    schemaEntry: Number(row['schema_entry']),
    copied: row['copied'] === true,
    readOnly: row['read_only'],
    shortage: row['shortage'],
    basedOn: { size: Number(row['based_size']), schemaEntry: Number(row['based_entry']) },
    basis: row['basis'] as string | null,
    counts: row['counts'],
    needed: Number(row['needed']),
    staging: row['staging'] as string | null,
    leaves: row['leaves'] === null ? undefined : leavesOf(row['leaves'] as Uint8Array),
    targetsKnown: row['targets_known'] === true,
    targetsMoved: row['targets_moved'] === true,
    author: String(row['author'] ?? ''),
    approvers: row['approvers'] as string[],
    frontier: decodeFrontier(Number(row['size']), row['frontier'] as Uint8Array),
    now: row['now'] as Date,
  };
}

const leafBytes = 32;

function leavesOf(joined: Uint8Array): Uint8Array[] {
  return Array.from({ length: joined.length / leafBytes }, (_, at) =>
    joined.subarray(at * leafBytes, (at + 1) * leafBytes),
  );
}
