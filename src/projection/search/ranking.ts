// From words to records in their order: candidates from the strict to the loose, and no looser than it takes, then ranked by
// reading their texts.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import type { Candidate, Registers } from './candidate.ts';
import { findAlike } from './find-alike.ts';
import { findSome } from './find-some.ts';
import { findSounding, findSure } from './find-sure.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { type Ranked, rankCandidates } from './rank.ts';
import { type Scope, scopesOf } from './scope.ts';
import { registersOfTexts } from './word-lists.ts';

/** Where to look, and how many records are wanted. */
export interface Reach {
  readonly registers: Registers;
  readonly place: string | undefined;
  readonly wanted: number;
}

/** The records that answer, each once, the best first. */
export async function ranking(sql: Speaker, asked: Asked, { registers, place, wanted }: Reach): Promise<Ranked[]> {
  const { knowledge, scopes } = await scopesOf(sql, registers, place);
  const found = await Promise.all(scopes.map(scope => candidatesIn(sql, asked, scope, knowledge, wanted)));
  // Which syllables make words is learnt of all registers: one alone may have too few texts.
  const all = await knowledgeOf(sql, await registersOfTexts(sql));
  const standing = inSteps(all.records);
  const rarity = (lexeme: number) => Math.log(1 + standing / all.count(lexeme));
  return onceEach(rankCandidates(asked, found.flat(), { rarity }).filter(one => one.score > 0));
}

// How many there are is taken in steps of four, so that whoever publishes something else puts no answers in another order.
function inSteps(records: number): number {
  return 4 ** Math.round(Math.log(records) / Math.log(4));
}

// With so many records that have all the words, those that have some of them are noise.
const enoughSure = 5;

async function candidatesIn(
  sql: Speaker,
  asked: Asked,
  scope: Scope,
  knowledge: Knowledge,
  wanted: number,
): Promise<Candidate[]> {
  const sure = await findSure(sql, asked, scope, knowledge, wanted);
  const records = new Set(sure.map(({ registerId, key }) => `${registerId} ${key}`)).size;
  if (records >= Math.min(wanted, enoughSure)) return sure;
  const isSaid = sure.some(({ way }) => way === 'code' || way === 'words' || way === 'folded');
  const loose = await Promise.all([
    findSounding(sql, asked, scope),
    findSome(sql, asked, scope, knowledge, isSaid),
    ...(isSaid ? [] : [findAlike(sql, asked, scope)]),
  ]);
  return [...sure, ...loose.flat()];
}

/** Leaves out what stands before already: a record is found in several ways and passages, and shown where it ranks best. */
export function onceEach<One extends Pick<Ranked, 'candidate'>>(ranked: readonly One[]): One[] {
  const seen = new Set<string>();
  return ranked.filter(({ candidate: { registerId, key } }) => {
    const id = `${registerId} ${key}`;
    return !seen.has(id) && seen.add(id);
  });
}
