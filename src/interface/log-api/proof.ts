// Proofs as texts: that an entry stands in the log, and that a log only grew. They are made from stored tiles.
import type { Sql } from 'postgres';
import { readConsistency, readProof } from '#store';
import { refuseLogApi } from './refusals.ts';
import type { ServedLog } from './served-log.ts';

/** The C2SP tlog-proof of an entry, as the store makes it. */
export async function proofText(sql: Sql, { stored, checkpoint }: ServedLog, given: string): Promise<string> {
  const number = wholeNumber(given);
  if (number === undefined) throw refuseLogApi('bad-number', { given: given.slice(0, 40) });
  const text = number >= checkpoint.size ? undefined : await readProof(sql, stored.id, number);
  if (text === undefined) throw refuseLogApi('no-such-entry', { number, size: checkpoint.size });
  return text;
}

/** The consistency proof between two signed or earlier sizes (RFC 6962, 2.1.2): a base64 hash a line. */
export async function consistencyText(sql: Sql, log: ServedLog, query: unknown): Promise<string> {
  const given = query as { readonly from?: unknown; readonly to?: unknown };
  const [from, to] = [wholeNumber(given.from), wholeNumber(given.to)];
  const { size } = log.checkpoint;
  if (from === undefined || to === undefined || from > to || to > size) {
    const shown = { from: String(given.from ?? '–').slice(0, 40), to: String(given.to ?? '–').slice(0, 40) };
    throw refuseLogApi('bad-sizes', { ...shown, size });
  }
  const hashes = await readConsistency(sql, log.stored.id, from, to);
  return hashes.map(hash => `${Buffer.from(hash).toString('base64')}\n`).join('');
}

function wholeNumber(text: unknown): number | undefined {
  return typeof text === 'string' && /^(?:0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : undefined;
}
