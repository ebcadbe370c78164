// Heals a log that a restore left shorter than what was signed: the missing entries come from somebody's copy, and nothing is
// kept of them unless they pass the anchored root and end at a signed one.
import { appendMissing, type CopiedEntry, getRegister, readVerifierKeys, type Store } from '#store';
import { refuseHeal } from './heal-refusals.ts';
import { openKnownLog } from './verify/known-log.ts';

/** What to heal and from where. `anchored` is the checkpoint kept outside of the database, where there is one. */
export interface HealOptions {
  readonly register: string;
  readonly from: string;
  readonly anchored?: { readonly size: number; readonly root: Uint8Array };
}

/** A healed log: entries `from` to before `until` came back. `note` is the checkpoint it agrees with now. */
export interface Healed {
  readonly register: string;
  readonly from: number;
  readonly until: number;
  readonly note: string;
}

/** Heals one log. Refuses a copy that is shorter than the anchor, signed by another key, of other entries, or without public bodies. */
export async function healLog(store: Store, { register, from, anchored }: HealOptions): Promise<Healed> {
  const stored = await getRegister(store.app, register);
  const keys = await readVerifierKeys(store.app, stored.id);
  if (keys.length === 0) throw refuseHeal('no-key', { register });
  const known = await openKnownLog(from, register, keys);
  if (known.checkpoint.origin !== stored.origin)
    throw refuseHeal('other-log', { register, origin: known.checkpoint.origin });
  if (anchored !== undefined && known.checkpoint.size < anchored.size)
    throw refuseHeal('copy-shorter', { register, size: known.checkpoint.size, anchored: anchored.size });
  const { size, root } = known.checkpoint;
  const done = await appendMissing(store, {
    register,
    entries: number => withBodies(known.entries(number), register, number),
    checkpoint: { size, root, note: known.note },
    known: anchored === undefined ? [] : [anchored],
  });
  return { register, ...done, note: known.note };
}

// A copy that left public bodies out leads to the same root all the same, and the records would be without them for good.
async function* withBodies(
  entries: AsyncIterable<CopiedEntry>,
  register: string,
  from: number,
): AsyncIterable<CopiedEntry> {
  const missing = new Map<string, number>();
  let number = from;
  for await (const copied of entries) {
    const { op, key, digests } = copied.entry;
    const named = (digests as { readonly public?: unknown } | undefined)?.public;
    // What a later entry redacts is in no copy any more.
    if (op === 'redact') missing.delete(String(key));
    else if (named !== undefined && copied.open === undefined) missing.set(String(key), number);
    number += 1;
    yield copied;
  }
  const [first] = missing.values();
  if (first !== undefined) throw refuseHeal('body-left-out', { register, number: first });
}
