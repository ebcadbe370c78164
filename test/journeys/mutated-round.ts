// A round of damaged files on the real road: each is refused, or its findings are told, or it is a table still. What is none of
// that is a fault, and so is a no without its sentences in Lao and English, or anything that stays behind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolveNames } from '#projection/names';
import { type Definition, findingSentence, Refusal } from '#register';
import { getRegister } from '#store';
import { type Traces, tracesOf } from '#test/traces';
import { type BringInOptions, bringIn, define, openWalk, type Walk } from '#test/walk';
import { openIntake } from '#workflow/intake';
import type { Random } from '../faults/random.ts';
import { sample } from './bad-input.fixture.ts';
import { mutatedRegisters, type Seed, samplesOf, seedsOf } from './mutated-seeds.ts';
import { mutated } from './mutation.ts';

const atOnce = 4;
/** Staging a table costs more than reading a file: all are read to their end, some are proposed too. */
const proposedOneIn = 8;

/** What came of a round: how often each fate was met, and each fault in a line. */
export interface MutatedRound {
  readonly fates: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

/** How a file is read. Anything it throws but a Refusal is a fault. */
export type Read = (walk: Walk, register: string, bytes: Buffer, options: BringInOptions) => Promise<string>;

/** Rounds on one installation with the registers of the house. */
export interface MutatedRounds {
  /** `read` reads a file to its end and gives its fate; by default as intake does. */
  round(count: number, random: Random, read?: Read): Promise<MutatedRound>;
  close(): Promise<void>;
}

/** Opens it on a database of its own. */
export async function openMutatedRounds(): Promise<MutatedRounds> {
  const walk = await openWalk();
  for (const name of mutatedRegisters) {
    const path = new URL(`../../registers/${name}/register.json`, import.meta.url);
    await define(walk, JSON.parse(readFileSync(path, 'utf8')) as Definition);
    for (const { bytes } of samplesOf(name)) await bringIn(walk, name, bytes);
  }
  await define(walk, sample);
  return {
    round: (count, random, read) => roundOf(walk, count, random, read ?? readThrough),
    close: () => walk.close(),
  };
}

async function roundOf(walk: Walk, count: number, random: Random, read: Read): Promise<MutatedRound> {
  const seeds = seedsOf();
  const traces = await tracesOf(walk.store);
  const fates = new Map<string, number>();
  const faults: string[] = [];
  let left = count;
  const work = async () => {
    while (left-- > 0) {
      const seed = seeds[random.below(seeds.length)];
      if (seed === undefined) return;
      const fate = await (left % proposedOneIn === 0 ? fateOfProposed : fateOf)(
        walk,
        seed,
        mutated(seed.bytes, random),
        read,
      );
      if (fate.startsWith('fault')) faults.push(`${seed.path}: ${fate}`);
      fates.set(fate.slice(0, 60), (fates.get(fate.slice(0, 60)) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  faults.push(...leftBehind(traces, await tracesOf(walk.store)));
  return { fates, faults };
}

// Tables that have other numbers of rows than before. The first small proposal of a register makes the table that all later ones
// share: empty, it is no trace of a file.
function leftBehind(before: Traces, after: Traces): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter(name => {
    const isShared = name.startsWith('staging.small_') && before[name] === undefined && after[name] === 0;
    return before[name] !== after[name] && !isShared;
  });
  return changed.map(name => `stayed behind: ${name} had ${before[name] ?? 'no'} rows and has ${after[name] ?? 'no'}`);
}

async function fateOf(walk: Walk, { register, options }: Seed, bytes: Buffer, read: Read): Promise<string> {
  try {
    return await read(walk, register, bytes, options);
  } catch (problem) {
    if (!(problem instanceof Refusal)) return `fault: ${String((problem as Error).stack)}`;
    if (isSaid(problem.words) && isSaid(problem.next)) return problem.code;
    return `fault: a refusal without its sentences: ${problem.code} ${JSON.stringify([problem.words, problem.next])}`;
  }
}

function fateOfProposed(walk: Walk, seed: Seed, bytes: Buffer): Promise<string> {
  return fateOf(walk, seed, bytes, proposeOnly);
}

async function proposeOnly(walk: Walk, register: string, bytes: Buffer, options: BringInOptions): Promise<string> {
  const { proposed } = await bringIn(walk, register, bytes, { ...options, dryRun: true });
  if (proposed.id !== null) return 'fault: it was proposed';
  const silent = proposed.findings.map(finding => findingSentence(finding)).find(words => !isSaid(words));
  if (silent !== undefined) return `fault: a finding without its sentences: ${JSON.stringify(silent)}`;
  return proposed.blocking > 0 ? 'findings' : 'a table still';
}

async function readThrough(
  walk: Walk,
  register: string,
  bytes: Buffer,
  { mapping = {} }: BringInOptions,
): Promise<string> {
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

// A sentence in Lao, one in English, and no place in them left empty. What was given may hold anything and stands at the end.
function isSaid({ lo, en }: { readonly lo: string; readonly en: string }): boolean {
  return /\p{Script=Lao}/u.test(lo) && /[a-z]{2}/.test(en) && !/\bundefined\b|\[object /.test(lo + en);
}
