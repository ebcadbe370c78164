// A publication that breaks the promise: its commit is not waited for (synchronous_commit off). Only for showing that the
// rounds of killing notice what is lost.
import { appendPublication, type Fold, getRegister, type Store } from '#store';
import { getProposal } from '#workflow/proposal';
import { proposeSchools, school } from './school-log.ts';

const carelessFold: Fold = {
  name: 'careless',
  version: 1,
  prepare: async () => {},
  define: async () => false,
  columns: () => [],
  stage: () => [],
  apply: async sql => {
    await sql`set local synchronous_commit = off`;
  },
  clear: async () => {},
};

const publications = 12;

/** Publishes some proposals, tells each as published, and then waits to be killed. */
export async function publishCarelessly(store: Store, register: string, tell: (what: object) => void): Promise<void> {
  const turn = Date.now() % 1_000_000;
  const proposals: string[] = [];
  for (let at = 0; at < publications; at++)
    proposals.push(await proposeSchools(store, register, [school(at, turn)], { smallUpTo: 0 }));
  for (const id of proposals) {
    const { staging, baseSize, schemaEntry } = await getProposal(store.app, id);
    const stored = await getRegister(store.app, register);
    // Without dropping the staging table, since PostgreSQL waits for the disk where a table's file goes.
    const done = await store.app.begin(sql =>
      appendPublication(
        sql,
        {
          registerId: stored.id,
          register: stored.register,
          staging: String(staging),
          count: 1,
          proposal: id,
          organisations: ['la'],
          provenance: { author: '', approvers: [], basis: null },
          basedOn: { size: baseSize, schemaEntry },
        },
        [...store.folds, carelessFold],
      ),
    );
    tell({ step: 'published', register, proposal: id, count: 1, first: done.first, number: done.number });
  }
  tell({ step: 'done' });
  setInterval(() => {}, 1000);
}
