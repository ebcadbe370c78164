// A disagreement: what the signer computed is not what it was shown. It is thrown, nothing is signed, and the
// installation becomes read-only until the log is healed or an operator declares what stands.
import { type Bilingual, fill } from '#register';
import type { Speaker } from '#store';
import { type DisagreementCode, disagreementWords } from './disagreement-words.ts';

/** Why a register's log is not signed. */
export class Disagreement extends Error {
  readonly code: DisagreementCode;
  readonly words: Bilingual;
  readonly register: string;

  constructor(code: DisagreementCode, facts: { readonly register: string; readonly [fact: string]: unknown }) {
    const words = fill(disagreementWords[code], facts);
    super(`${code}: ${words.en}`);
    this.name = 'Disagreement';
    this.code = code;
    this.words = words;
    this.register = facts.register;
  }
}

/** Makes the installation read-only. What it says already stays: the first cause matters. */
export async function refuseWrites(sql: Speaker, { code, register, words }: Disagreement): Promise<void> {
  const value = { ...words, by: 'signer', code, register };
  await sql`
    insert into laopedia.installation (name, value) values ('read-only', ${sql.json(value)})
    on conflict (name) do update set value = excluded.value
    where laopedia.installation.value = 'null'::jsonb`;
}

/** Lets publications go on, if it was the signer that stopped them. True when they had been stopped. */
export async function allowWrites(sql: Speaker): Promise<boolean> {
  const rows = await sql`
    update laopedia.installation set value = 'null'::jsonb
    where name = 'read-only' and value ->> 'by' = 'signer'
    returning 1`;
  return rows.length > 0;
}
