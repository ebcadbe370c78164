// Thousands of damaged files on the real road: each is refused, or its findings are told, or it is a table still. None is a
// fault, and nothing of any of them stays behind.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { resolveNames } from '#projection/names';
import { type Definition, Refusal } from '#register';
import { getRegister } from '#store';
import { sharedUrl, skipWithout } from '#test/shared';
import { tracesOf } from '#test/traces';
import { type BringInOptions, bringIn, define, openWalk, type Walk } from '#test/walk';
import { openIntake } from '#workflow/intake';
import { openRandom } from '../faults/random.ts';
import { sample } from './bad-input.fixture.ts';
import { mutated } from './mutation.ts';

const count = Number(process.env['LAOPEDIA_TEST_MUTATIONS'] ?? 2000);
const atOnce = 4;
/** Staging a table costs more than reading a file: all are read to their end, some are proposed too. */
const proposedOneIn = 8;
const largestBytes = 150_000;
const house = new URL('../../', import.meta.url);
const registers = ['jurisdiction', 'organisation', 'enterprise', 'article', 'indicator'];

interface Seed {
  readonly path: string;
  readonly register: string;
  readonly bytes: Buffer;
  readonly options: BringInOptions;
}

// A stranger's file has no header of ours: its columns are read by their letters.
const byLetters = { mapping: { headerRow: 0, fields: { id: 'A', note: 'B', count: 'C' } } };

let walk: Walk;

before(async () => {
  walk = await openWalk();
  for (const name of registers) {
    const path = new URL(`registers/${name}/register.json`, house);
    await define(walk, JSON.parse(readFileSync(path, 'utf8')) as Definition);
    for (const { bytes } of samplesOf(name)) await bringIn(walk, name, bytes);
  }
  await define(walk, sample);
});
after(() => walk.close());

function samplesOf(register: string): Seed[] {
  const folder = new URL(`registers/${register}/samples/`, house);
  return readdirSync(folder)
    .filter(name => /^(?:facts|sample)\./.test(name))
    .map(name => ({ path: name, register, bytes: readFileSync(new URL(name, folder)), options: {} }));
}

function seedsOf(): Seed[] {
  const examples = readdirSync(new URL('examples/', house)).filter(name => /\.(csv|xlsx|jsonl|geojson)$/.test(name));
  const own = examples.map(name => ({
    path: name,
    register: 'enterprise',
    bytes: readFileSync(new URL(`examples/${name}`, house)),
    options: {},
  }));
  return [...own, ...registers.flatMap(samplesOf), ...strangers()];
}

function strangers(): Seed[] {
  if (skipWithout('data/messy') !== false) return [];
  const folder = fileURLToPath(sharedUrl('data/messy/'));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => `${folder}${path}`);
  return paths
    .filter(path => statSync(path).isFile() && statSync(path).size > 0 && statSync(path).size < largestBytes)
    .map(path => ({ path, register: 'sample', bytes: readFileSync(path), options: byLetters }));
}

it(`${count} damaged files: no fault, and nothing published`, async context => {
  const random = openRandom();
  const seeds = seedsOf();
  const traces = await tracesOf(walk.store);
  const fates = new Map<string, number>();
  const faults: string[] = [];
  let left = count;
  const work = async () => {
    while (left-- > 0) {
      const seed = seeds[random.below(seeds.length)];
      if (seed === undefined) return;
      const fate = await fateOf(seed, mutated(seed.bytes, random), left % proposedOneIn === 0);
      if (fate.startsWith('fault')) faults.push(`${seed.path}: ${fate}`);
      fates.set(fate.slice(0, 60), (fates.get(fate.slice(0, 60)) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const [fate, times] of [...fates].sort((a, b) => b[1] - a[1]))
    context.diagnostic(`${String(times).padStart(6)} ${fate}`);
  assert.deepEqual(faults, [], `LAOPEDIA_TEST_SEED=${random.seed}`);
  assert.deepEqual(await tracesOf(walk.store), traces, `LAOPEDIA_TEST_SEED=${random.seed}`);
  assert.ok(fates.size > 8, 'the damage is of many kinds');
});

async function fateOf({ register, options }: Seed, bytes: Buffer, isProposed: boolean): Promise<string> {
  try {
    if (!isProposed) return await readThrough(register, bytes, options);
    const { proposed } = await bringIn(walk, register, bytes, { ...options, dryRun: true });
    if (proposed.id !== null) return 'fault: it was proposed';
    return proposed.blocking > 0 ? 'findings' : 'a table still';
  } catch (problem) {
    return problem instanceof Refusal ? problem.code : `fault: ${String((problem as Error).stack)}`;
  }
}

async function readThrough(register: string, bytes: Buffer, { mapping = {} }: BringInOptions): Promise<string> {
  const { register: known } = await getRegister(walk.store.app, register);
  const references = { resolve: (name: string, texts: readonly string[]) => resolveNames(walk.store.app, name, texts) };
  const intake = await openIntake({ bytes }, known, { mapping, references });
  try {
    for await (const drafts of intake.drafts()) assert.ok(drafts.length <= 1000);
    return intake.summary.blocked > 0 ? 'findings' : 'a table still';
  } finally {
    await intake.close();
  }
}
