// An operator's declaration: this log, shorter or other than the anchor knows it, is the one that goes on. Whoever kept a
// copy of the old one will see a fork; that is why it takes a name and a reason, and is never done by the machine itself.
import { frontierFromTiles, frontierRoot } from '#lib/merkle';
import { findCheckpoint, getRegister, type Speaker, type Store, type StoredRegister, tileReader } from '#store';
import { findAnchor, writeAnchor, writeDeclaration } from './anchor.ts';
import { allowWrites } from './disagreement.ts';
import { equalBytes } from './leaves.ts';

/** Whose word it is, by the pseudonym, since it goes to a log. `anchorFolder` is the signer's. */
export interface DeclareOptions {
  readonly register: string;
  readonly by: string;
  readonly reason: string;
  readonly anchorFolder: string;
}

/**
 * Takes the log as it stands for the right one: forgets checkpoints it does not bear out, puts the newest that it does in
 * the anchor's place, and lets publications go on. The old anchor stays in the history and in `declarations`, and the act
 * goes to the audit log. Answers the size of the checkpoint that is left, 0 for none. Run it while no server signs.
 */
export async function declareRestored(store: Store, options: DeclareOptions): Promise<number> {
  const { anchorFolder, by, reason } = options;
  const size = await store.owner.begin(async sql => {
    await sql.unsafe('set local role laopedia_owner');
    const stored = await getRegister(sql, options.register);
    await sql`select laopedia.forget_checkpoints(${stored.id}, ${stored.size})`;
    if (!(await isBorneOut(sql, stored))) await sql`select laopedia.forget_checkpoints(${stored.id}, -1)`;
    const left = await findCheckpoint(sql, stored.id);
    const was = (await findAnchor(anchorFolder, stored.origin)) ?? null;
    const facts = { size: stored.size, signed: left?.size ?? 0, was, reason };
    await sql`
      insert into laopedia.act (person, what, register, facts)
      values (${by}, 'declare-restored', ${options.register}, ${sql.json(facts)})`;
    await writeDeclaration(anchorFolder, stored.origin, { time: new Date().toISOString(), by, ...facts });
    await writeAnchor(anchorFolder, stored.origin, left?.note ?? '');
    await allowWrites(sql);
    await sql`select pg_notify('laopedia_head', ${String(stored.id)})`;
    return left?.size ?? 0;
  });
  return Number(size);
}

async function isBorneOut(sql: Speaker, stored: StoredRegister): Promise<boolean> {
  const checkpoint = await findCheckpoint(sql, stored.id);
  if (checkpoint === undefined) return true;
  const { size, root } = checkpoint;
  return equalBytes(frontierRoot(await frontierFromTiles(tileReader(sql, stored.id, size), size)), root);
}
