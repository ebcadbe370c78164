// The history of a record and its proof.
import { verifyProof } from '#exchange';
import type { HistoryView, RecordView, VerifyView } from '#interface/site';
import { findRecord, readHistory } from '#projection/record';
import { findCheckpoint, readEntries, readProof, readPublicBodies, type StoredRegister } from '#store';
import { foundView, labelsOf } from './record-view.ts';
import type { Shelf } from './shelf.ts';

/** The history of a record, with the names of all it ever pointed at. */
export async function historyView(shelf: Shelf, stored: StoredRegister, key: string): Promise<HistoryView | undefined> {
  const found = await findRecord(shelf.sql, stored, key, { today: shelf.today() });
  if (found === undefined) return undefined;
  const record = foundView(stored, found);
  const blocks = (await readHistory(shelf.sql, stored, key)).map(block => ({
    ...block,
    time: block.time.toISOString(),
  }));
  const past = blocks
    .flatMap(block => block.entries.flatMap(entry => entry.changes))
    .flatMap((change): RecordView[] => {
      const items = [change.before, change.after].flatMap(value =>
        value === undefined ? [] : [{ [change.field.name]: value }],
      );
      return items.map(item => ({ ...record, item }));
    });
  const organisations = blocks.flatMap(block => block.organisations);
  const labels = await labelsOf(
    shelf,
    [record, ...past],
    organisations.map(one => ['organisation', one]),
  );
  return { record, blocks, labels };
}

/** The proof of a record's entry under the newest anchored checkpoint; `waiting` while the signer has not come to it. */
export async function verifyView(shelf: Shelf, stored: StoredRegister, key: string): Promise<VerifyView | undefined> {
  const found = await findRecord(shelf.primary, stored, key, { today: shelf.today() });
  if (found === undefined) return undefined;
  const record = foundView(stored, found);
  const { entry } = found;
  const [[bytes], [body], checkpoint, proof, labels, keys] = await Promise.all([
    readEntries(shelf.primary, stored.id, entry, entry + 1),
    readPublicBodies(shelf.primary, stored.id, entry, entry + 1),
    findCheckpoint(shelf.primary, stored.id),
    readProof(shelf.primary, stored.id, entry),
    labelsOf(shelf, [record]),
    shelf.primary`select vkeys from laopedia.log_key where register_id = ${stored.id}`,
  ]);
  const verifierKey = keys[0] === undefined ? undefined : String(keys[0]['vkeys']).trim();
  const signed = checkpoint !== undefined && proof !== undefined;
  return {
    record,
    entry,
    entryText: Buffer.from(bytes ?? []).toString('utf8'),
    publicBody: body === undefined ? null : { text: body.body, salt: Buffer.from(body.salt).toString('base64') },
    checkpoint: signed
      ? {
          origin: stored.origin,
          size: checkpoint.size,
          root: Buffer.from(checkpoint.root).toString('base64'),
          note: checkpoint.note,
        }
      : null,
    proof: signed ? proof : null,
    ...(verifierKey === undefined ? {} : { verifierKey }),
    state: !signed ? 'waiting' : holds(proof) ? 'anchored' : 'broken',
    labels,
  };
}

// The page says nothing that was not checked: the entry's place under the signed root, and its body under its digest.
function holds(proof: string): boolean {
  return verifyProof(proof).holds;
}
