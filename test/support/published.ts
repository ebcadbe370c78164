// A store on a fresh database, and rows published in it by the workflow: for the tests that read what was published.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonValue } from '#lib/canonical-json';
import { countsFold } from '#projection/counts';
import { recordFold } from '#projection/record';
import type { Definition } from '#register';
import { getRegister, openStore, type Store } from '#store';
import { testDatabase } from '#test/database';
import { approve } from '#workflow/approval';
import { propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';

/** A row to be published: the values of a record, or null to withdraw it. */
export type Row = readonly [key: string, given: Readonly<Record<string, JsonValue | null>> | null];

/** A store of one's own. */
export interface Published {
  readonly store: Store;
  define(definition: Definition, open?: boolean): Promise<void>;
  /** Publishes rows as one publication. */
  publishRows(register: string, rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens it, empty. */
export async function openPublished(): Promise<Published> {
  const database = await testDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'laopedia-test-'));
  const store = await openStore({
    databaseUrl: database.url,
    dataFolder,
    as: 'server',
    folds: [countsFold, recordFold],
  });
  let definitions = 0;
  return {
    store,
    async define(definition, open = true) {
      definitions += 1;
      const origin = `test.example/log/${String(definition['name'])}`;
      await publishDefinition(store, definition, { officer: 'admin', origin, open, proposal: `define-${definitions}` });
    },
    publishRows: (register, rows) => publishRows(store, register, rows),
    async close() {
      await store.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function publishRows(store: Store, name: string, rows: readonly Row[]): Promise<void> {
  async function* drafts() {
    yield rows.map(([key, given], at) => ({
      sheet: null,
      row: at + 2,
      key,
      given: given ?? {},
      withdraw: given === null,
      findings: [],
      blocked: false,
      pending: [],
    }));
  }
  const proposed = await propose(store, await getRegister(store.app, name), drafts(), { officer: 'a' });
  if (proposed.id === null) throw new Error(`nothing to publish: ${JSON.stringify(proposed.findings.slice(0, 3))}`);
  for (let number = 0; number < proposed.needed; number++) await approve(store, proposed.id, `approver ${number}`);
  await publish(store, proposed.id);
}
