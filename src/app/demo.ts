// The demo: standard registers with facts and invented samples, brought in by the same walk as anybody's file. Its origin
// says demo, so its proofs can never pass for real ones.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolveNames } from '#projection/names';
import type { Definition } from '#register';
import { getRegister, type Store } from '#store';
import { approve } from '#workflow/approval';
import { openIntake } from '#workflow/intake';
import { propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';
import { demoHost } from './host.ts';
import { originOf } from './house.ts';
import { endFilling, keepInstallation } from './installation.ts';
import { findRegisterFile, registersFolder } from './standard-registers.ts';

const registers = ['jurisdiction', 'organisation', 'enterprise', 'article', 'indicator'];
const files = ['samples/facts.csv', 'samples/sample.csv', 'samples/sample.jsonl'];
const officer = 'ພະນັກງານຕົວຢ່າງ';
const approvers = ['ຜູ້ອະນຸມັດຕົວຢ່າງ 1', 'ຜູ້ອະນຸມັດຕົວຢ່າງ 2'];

/** Fills an empty installation; what is there already stays, so a stop in the middle is made good at the next start. */
export async function fillDemo(store: Store, say: (line: string) => void): Promise<void> {
  const installation = await keepInstallation(store, { demo: true, host: demoHost(), filling: true });
  for (const name of registers) {
    const definition = JSON.parse(await readFile(`${registersFolder}/${name}/register.json`, 'utf8')) as Definition;
    await publishDefinition(store, definition, {
      officer,
      origin: originOf(installation, name),
      proposal: randomUUID(),
    });
    for (const file of files) {
      const path = findRegisterFile(name, file);
      if (path !== undefined) await bringIn(store, name, { path }, 'publish');
    }
    say(`  ${name}: ${(await getRegister(store.app, name)).records}`);
  }
  await renameThreeTimes(store);
  await leaveOneWaiting(store);
  await endFilling(store);
}

type Source = { readonly path: string } | { readonly bytes: Uint8Array };

async function bringIn(store: Store, name: string, source: Source, until: 'publish' | 'propose'): Promise<void> {
  const stored = await getRegister(store.app, name);
  const references = {
    resolve: (register: string, texts: readonly string[]) => resolveNames(store.app, register, texts),
  };
  const intake = await openIntake(source, stored.register, {
    references,
    partial: stored.records > 0,
    name: `${name}`,
  });
  try {
    const proposed = await propose(
      store,
      stored,
      intake.drafts(),
      { officer, basis: 'ຂໍ້ມູນຕົວຢ່າງ' },
      () => intake.fileFindings,
    );
    if (proposed.blocking > 0) {
      const first = proposed.findings.find(finding => finding.blocks);
      throw new Error(`the samples of ${name} have findings: ${JSON.stringify(first)}`);
    }
    if (proposed.id === null || until === 'propose') return;
    for (const approver of approvers.slice(0, proposed.needed)) await approve(store, proposed.id, approver);
    await publish(store, proposed.id);
  } finally {
    await intake.close();
  }
}

// The same record under three later names, published one after the other, so that its history has something to show.
async function renameThreeTimes(store: Store): Promise<void> {
  const path = findRegisterFile('enterprise', 'samples/renames.jsonl');
  if (path === undefined) return;
  const lines = (await readFile(path, 'utf8')).split('\n').filter(line => line.trim() !== '');
  for (const line of lines) await bringIn(store, 'enterprise', { bytes: Buffer.from(`${line}\n`) }, 'publish');
}

// A change that waits for the approver: an office reports a new address and status.
async function leaveOneWaiting(store: Store): Promise<void> {
  const path = findRegisterFile('enterprise', 'samples/waiting.csv');
  if (path !== undefined) await bringIn(store, 'enterprise', { path }, 'propose');
}
