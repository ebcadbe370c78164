// An installation with one register of shops, on a real PostgreSQL, with a signer that can be started as often as a test
// likes. For journeys about what happens to a log after its publication.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsFold } from '#projection/counts';
import { recordFold } from '#projection/record';
import type { Definition } from '#register';
import { type SignerProcess, startSigner } from '#signer';
import { getRegister, openStore, type Store, type StoredRegister } from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { approve } from '#workflow/approval';
import { propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';

/** The origin of the shops' log. */
export const origin = 'data.example.la/log/shops';
/** Shops: a code, a name, and an owner that only the custodian sees. */
export const definition: Definition = {
  name: 'shops',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  custodian: 'la',
  schema: {
    primaryKey: ['code'],
    fields: [
      { name: 'code', type: 'string', title: { lo: 'ລະຫັດ', en: 'Code' } },
      { name: 'name', type: 'string', as: 'lao-name', title: { lo: 'ຊື່', en: 'Name' } },
      { name: 'owner', type: 'string', title: { lo: 'ເຈົ້າຂອງ', en: 'Owner' }, visibility: 'custodian' },
    ],
  },
} as unknown as Definition;

/** An installation; each group of tests has its own. */
export interface Installation {
  readonly db: TestDatabase;
  readonly folder: string;
  readonly store: Store;
  readonly lines: string[];
  sign(): Promise<SignerProcess>;
  close(): Promise<void>;
}

/** A new installation, with the register defined and nothing signed. */
export async function install(): Promise<Installation> {
  const db = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-verify-'));
  const folds = [countsFold, recordFold];
  const store = await openStore({ databaseUrl: db.url, dataFolder: folder, as: 'server', folds });
  await publishDefinition(store, definition, { officer: 'admin', origin, proposal: 'define-shops' });
  const lines: string[] = [];
  const signers: SignerProcess[] = [];
  return {
    db,
    folder,
    store,
    lines,
    async sign() {
      const folders = { keyFolder: join(folder, 'keys'), anchorFolder: join(folder, 'anchor') };
      const signer = await startSigner({ databaseUrl: db.url, ...folders, log: line => lines.push(line) });
      signers.push(signer);
      return signer;
    },
    async close() {
      for (const signer of signers) await signer.stop();
      await store.close();
      await db.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The register as it stands. */
export const shops = (store: Store): Promise<StoredRegister> => getRegister(store.app, 'shops');

/** Publishes shops with these numbers; answers the register as it stands then. */
export async function publishShops(store: Store, from: number, until: number): Promise<StoredRegister> {
  async function* drafts() {
    yield Array.from({ length: until - from }, (_, place) => {
      const code = `LA-${from + place}`;
      const given = { code, name: `ຮ້ານ ${from + place}`, owner: 'ນາງ ຄຳ' };
      return {
        sheet: null,
        row: place + 2,
        key: code,
        given,
        withdraw: false,
        findings: [],
        blocked: false,
        pending: [],
      };
    });
  }
  const proposal = await propose(store, await shops(store), drafts() as never, { officer: 'noy', atOnce: true });
  assert.equal(proposal.blocking, 0, JSON.stringify(proposal.findings));
  await approve(store, String(proposal.id), 'kham');
  await publish(store, String(proposal.id));
  return shops(store);
}

/** Waits until the register is signed. */
export async function signedUpTo(signer: SignerProcess, stored: StoredRegister): Promise<void> {
  assert.equal(await signer.settled(stored.id, stored.size, 10_000), true, 'no checkpoint within ten seconds');
}
