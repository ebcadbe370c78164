// The demo: standard registers with facts and invented samples, brought in by the same walk as anybody's file. Its origin
// says demo, so its proofs can never pass for real ones.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolveNames } from '#projection/names';
import type { Definition } from '#register';
import { getRegister, type Store } from '#store';
import { approve, sendBack } from '#workflow/approval';
import { openIntake } from '#workflow/intake';
import { propose, readProposals } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';
import { demoHost } from './host.ts';
import { endFilling, type Installation, keepFilling, keepInstallation, originOf } from './installation.ts';
import { findRegisterFile, registersFolder } from './standard-registers.ts';

const registers = ['jurisdiction', 'organisation', 'enterprise', 'article', 'indicator'];
const files = ['samples/facts.csv', 'samples/sample.csv', 'samples/sample.jsonl'];
const officer = 'ພະນັກງານຕົວຢ່າງ';
const approvers = ['ຜູ້ອະນຸມັດຕົວຢ່າງ 1', 'ຜູ້ອະນຸມັດຕົວຢ່າງ 2'];

/**
 * Fills an empty installation. A stop in the middle is made good at the next start: what was left waiting goes back, and
 * the steps go on where they were. A step done but not yet noted changes nothing when it is done again.
 */
export async function fillDemo(store: Store, say: (line: string) => void): Promise<void> {
  const installation = await keepInstallation(store, { demo: true, host: demoHost(), filling: 0 });
  for (const { id, author } of await readProposals(store.app))
    if (author === officer) await sendBack(store, id, { by: officer, reason: 'ເລີ່ມໃໝ່' });
  say('ກຳລັງໃສ່ຂໍ້ມູນຕົວຢ່າງ · filling in the sample data …');
  const steps = await stepsOf(store, installation, say);
  for (const [at, step] of steps.entries()) {
    if (at < (installation.filling ?? 0)) continue;
    await step();
    await keepFilling(store, at + 1);
  }
  await endFilling(store);
}

type Step = () => Promise<void>;

async function stepsOf(store: Store, installation: Installation, say: (line: string) => void): Promise<Step[]> {
  const filled = registers.flatMap((name): Step[] => [
    () => define(store, installation, name),
    ...files.flatMap(file => fileStep(store, name, file, 'publish')),
    async () => say(`  ${name}: ${(await getRegister(store.app, name)).records}`),
  ]);
  return [...filled, ...(await renames(store)), ...fileStep(store, 'enterprise', 'samples/waiting.csv', 'propose')];
}

async function define(store: Store, installation: Installation, name: string): Promise<void> {
  const definition = JSON.parse(await readFile(`${registersFolder}/${name}/register.json`, 'utf8')) as Definition;
  const origin = originOf(installation, name);
  await publishDefinition(store, definition, { officer, origin, proposal: randomUUID() });
}

function fileStep(store: Store, name: string, file: string, until: 'publish' | 'propose'): Step[] {
  const path = findRegisterFile(name, file);
  return path === undefined ? [] : [() => bringIn(store, name, { path }, until)];
}

// The same record under three later names, published one after the other, so that its history has something to show.
async function renames(store: Store): Promise<Step[]> {
  const path = findRegisterFile('enterprise', 'samples/renames.jsonl');
  if (path === undefined) return [];
  const lines = (await readFile(path, 'utf8')).split('\n').filter(line => line.trim() !== '');
  return lines.map(line => () => bringIn(store, 'enterprise', { bytes: Buffer.from(`${line}\n`) }, 'publish'));
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
