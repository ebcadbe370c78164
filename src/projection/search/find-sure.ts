// The strict go: codes, names that begin so, names that sound so, and records that have all the words, from the closest
// likeness of the phrase to its words anywhere. It stops as soon as there are enough.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Candidate, type Way, ways } from './candidate.ts';
import { markLexeme } from './code.ts';
import type { Knowledge } from './knowledge.ts';
import { ofTitle } from './lexeme-row.ts';
import { soundLexemes } from './name-key.ts';
import type { Scope } from './scope.ts';

const rowsMost = 200;
const bytesMost = 30_000;
// Of records that all have the phrase in their titles the shortest are the best: few need to be read.
const namedMost = 40;
const mixedPartsMost = 3;
const namePrefixUnits = 12;
const lastLetter = '\u{10ffff}';

/** Rows that have all of these lexemes. */
interface Go {
  readonly way: Way;
  readonly lexemes: readonly number[];
  /** So many rows are enough. */
  readonly keep?: number;
}

/** Whoever has the code or key, the name's beginning, the sound (of Latin words, or when asked for), or all the words. */
export async function findSure(
  sql: Speaker,
  asked: Asked,
  scope: Scope,
  knowledge: Knowledge,
  wanted: number,
): Promise<Candidate[]> {
  const goes = [...markGoes(asked), ...wordGoes(asked)].filter(go => go.lexemes.length > 0);
  const begins = asked.nameKey.slice(0, namePrefixUnits);
  const ends: number[] = [];
  for (const { lexemes } of goes) ends.push((ends.at(-1) ?? 0) + lexemes.length);
  const rows = await sql`
    select * from laopedia.find_sure(${scope.registers as number[]}::int4[], ${scope.filter as number[]}::int4[],
      ${begins === '' ? null : begins}::text, ${begins + lastLetter}::text, ${goes.map(go => bestOf(go, scope, knowledge))}::int4[],
      ${goes.flatMap(go => go.lexemes)}::int4[], ${ends}::int4[], ${goes.map(go => ways.indexOf(go.way))}::int2[],
      ${goes.map(({ keep }) => Math.max(2 * wanted, keep ?? rowsMost))}::int4[], ${wanted}::int4, ${rowsMost}::int4, ${bytesMost}::int4)`;
  return rows.map(row => new Candidate(row));
}

/** Whoever is called what sounds so, in a Lao query: only where the words themselves are hardly found. */
export async function findSounding(sql: Speaker, asked: Asked, scope: Scope): Promise<Candidate[]> {
  const lexemes = soundLexemes(asked.latinKey);
  if (lexemes.length === 0) return [];
  const rows = await sql`
    select * from laopedia.find_sure(${scope.registers as number[]}::int4[], ${scope.filter as number[]}::int4[], null, null,
      ${lexemes.map(() => 0)}::int4[], ${lexemes}::int4[], ${lexemes.map((_, at) => at + 1)}::int4[],
      ${lexemes.map(() => ways.indexOf('sound'))}::int2[], ${lexemes.map(() => rowsMost)}::int4[], ${rowsMost}::int4, ${rowsMost}::int4, ${bytesMost}::int4)`;
  return rows.map(row => new Candidate(row));
}

// A list of the best helps where every lexeme is in very many records; else the index alone is quick.
function bestOf({ lexemes }: Go, { large, filter }: Scope, knowledge: Knowledge): number {
  if (large === undefined || filter.length > 0) return 0;
  if (!lexemes.every(lexeme => knowledge.isListed(large, lexeme))) return 0;
  return lexemes.reduce((one, other) => (knowledge.count(other) < knowledge.count(one) ? other : one));
}

const hasLao = /[\u0e80-\u0eff]/;

function markGoes({ words, code, latinKey }: Asked): Go[] {
  const sounds = hasLao.test(words) ? [] : soundLexemes(latinKey);
  return [
    { way: 'code', lexemes: code === '' ? [] : [markLexeme('code', code)] },
    ...sounds.map((lexeme): Go => ({ way: 'sound', lexemes: [lexeme] })),
  ];
}

function wordGoes({ phrase, loosePhrase, parts, tones }: Asked): Go[] {
  const goes: Go[] = [];
  const add = (lexemes: readonly number[]) => goes.push({ way: 'words', lexemes });
  const everywhere = (lexemes: readonly number[]) => {
    add(lexemes.map(ofTitle));
    add(lexemes);
  };
  goes.push({ way: 'words', lexemes: phrase.map(ofTitle), keep: namedMost });
  add(phrase);
  everywhere(loosePhrase);
  if (parts.length > 0) {
    const exact = parts.map(part => part.exact);
    everywhere(exact.flat());
    for (const mixed of mixedOf(exact)) add(mixed);
    everywhere(parts.flatMap(part => (part.loose.length > 0 ? part.loose : part.exact)));
  }
  for (const tone of tones) everywhere([tone]);
  return goes;
}

// Some words in the title, the others in the text: a firm's name and its province.
function mixedOf(parts: readonly (readonly number[])[]): number[][] {
  if (parts.length > mixedPartsMost) return [];
  const choices = 2 ** parts.length;
  return Array.from({ length: choices - 2 }, (_, at) => at + 1).map(choice =>
    parts.flatMap((part, index) => ((choice >> index) & 1 ? part.map(ofTitle) : [...part])),
  );
}
