// A process of its own that takes a file the whole road: intake, findings, proposal, approval, publication. It says on
// stdout, as JSON, how long each part took and how much memory the process had at most.

import { readFile } from 'node:fs/promises';
import { folds } from '#app';
import type { Definition } from '#register';
import { openStore, type StoredRegister } from '#store';
import { approve } from '#workflow/approval';
import { openIntake } from '#workflow/intake';
import { propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';

const [databaseUrl = '', dataFolder = '', definitionFile = '', csv = ''] = process.argv.slice(2);
const store = await openStore({ databaseUrl, dataFolder, as: 'command', folds });
const definition = JSON.parse(await readFile(definitionFile, 'utf8')) as Definition;
const origin = `bench.example/log/${String(definition['name'])}`;
const stored = await publishDefinition(store, definition, { officer: 'bench', origin, proposal: 'define' });
// Says that this is no demo, so that a server that is started on it later fills in nothing.
const installation = store.app.json({ demo: false, host: 'bench.example' });
await store.app`insert into laopedia.installation (name, value) values ('installation', ${installation})`;
await road(stored);
await store.close();

async function road(register: StoredRegister): Promise<void> {
  const begun = performance.now();
  const intake = await openIntake({ path: csv }, register.register, {
    references: { resolve: async () => new Map() },
    name: 'enterprise.csv',
  });
  const options = { officer: 'bench', atOnce: true };
  const proposed = await propose(store, register, intake.drafts(), options, () => intake.fileFindings);
  await intake.close();
  const read = performance.now();
  if (proposed.id === null) throw new Error(`nothing was proposed: ${JSON.stringify(proposed.findings.slice(0, 3))}`);
  await approve(store, proposed.id, 'approver');
  const agreed = performance.now();
  const appended = await publish(store, proposed.id);
  const done = performance.now();
  const answer = {
    rows: proposed.counts.added,
    entries: appended.size,
    proposeMs: read - begun,
    publishMs: done - agreed,
    wholeMs: done - begun,
    peakKb: process.resourceUsage().maxRSS,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
