// The strict go: codes, names that begin so, names that sound so, and records that have all the words, from the closest
// likeness of the phrase to its words anywhere. It stops as soon as there are enough.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Candidate, type Way, ways } from './candidate.ts';
import { markLexeme } from './code.ts';
import type { Knowledge } from './knowledge.ts';
import { ofTitle } from './lexeme-row.ts';
import { mixedOf } from './mixed.ts';
import { soundLexemes } from './name-key.ts';
import type { Scope } from './scope.ts';

const rowsMost = 200;
const bytesMost = 100_000;
// Of records that all have the phrase in their titles the shortest are the best: few more than wanted need to be read.
const [namedMore, namedLeast] = [10, 30];
const namePrefixUnits = 12;
const lastLetter = '\u{10ffff}';

/** Where a go looks: what is found in one place alone is counted there. */
const sides = { none: 0, title: 1, text: 2, both: 3 } as const;

/** Rows that have every one of these lexemes, and one of some others if they are named. */
interface Go {
  readonly way: Way;
  readonly side: keyof typeof sides;
  readonly every: readonly number[];
  /** They are one phrase: its rarest pairs lead to it, and the others need only be looked at. */
  readonly isPhrase?: boolean;
  readonly some?: readonly number[];
  /** The shortest are enough. */
  readonly isNamed?: boolean;
}

/** Whoever has the code or key, the name's beginning, the sound (of Latin words), or all the words. */
export function findSure(
  sql: Speaker,
  asked: Asked,
  scope: Scope,
  knowledge: Knowledge,
  wanted: number,
): Promise<Candidate[]> {
  const begins = asked.nameKey.slice(0, namePrefixUnits);
  const goes = [...markGoes(asked), ...wordGoes(asked)];
  return find(sql, scope, goes, begins, wanted, knowledge);
}

/** Whoever is called what sounds so, in a Lao query: only where the words themselves are hardly found. */
export async function findSounding(sql: Speaker, asked: Asked, scope: Scope): Promise<Candidate[]> {
  const goes = soundGoes(asked);
  return goes.length === 0 ? [] : find(sql, scope, goes, '', rowsMost);
}

async function find(
  sql: Speaker,
  scope: Scope,
  goes: readonly Go[],
  begins: string,
  wanted: number,
  knowledge?: Knowledge,
): Promise<Candidate[]> {
  const asked = goes
    .filter(({ every, some }) => (some ?? every).length > 0)
    .map(go => {
      const best = knowledge === undefined ? 0 : bestOf(go, scope, knowledge);
      const keep = go.isNamed === true ? Math.max(wanted + namedMore, namedLeast) : rowsMost;
      const leading = leadingOf(go, knowledge);
      const too = go.every.filter(lexeme => !leading.includes(lexeme));
      const all = [ways.indexOf(go.way), sides[go.side], best, keep, leading, too];
      return go.some === undefined ? all : [...all, go.some];
    });
  const rows = await sql`
    select * from laopedia.find_sure(${scope.registers as number[]}::int4[], ${scope.filter as number[]}::int4[],
      ${begins === '' ? null : begins}::text, ${begins + lastLetter}::text, ${JSON.stringify(asked)}::text::jsonb,
      ${wanted}::int4, ${rowsMost}::int4, ${bytesMost}::int4)`;
  return rows.map(row => new Candidate(row));
}

const leadingMost = 2;

function leadingOf({ every, isPhrase }: Go, knowledge: Knowledge | undefined): readonly number[] {
  if (isPhrase !== true || knowledge === undefined || every.length <= leadingMost) return every;
  return [...every].sort((one, other) => knowledge.count(one) - knowledge.count(other)).slice(0, leadingMost);
}

// A list of the best helps where every lexeme is in very many records; else the index alone is quick.
function bestOf({ every, some }: Go, { large, filter }: Scope, knowledge: Knowledge): number {
  if (large === undefined || filter.length > 0 || some !== undefined) return 0;
  if (!every.every(lexeme => knowledge.isListed(large, lexeme))) return 0;
  return every.reduce((one, other) => (knowledge.count(other) < knowledge.count(one) ? other : one), every[0] ?? 0);
}

const hasLao = /[\u0e80-\u0eff]/;

function markGoes(asked: Asked): Go[] {
  const { words, code } = asked;
  const codes: Go = { way: 'code', side: 'none', every: code === '' ? [] : [markLexeme('code', code)] };
  return hasLao.test(words) ? [codes] : [codes, ...soundGoes(asked)];
}

function soundGoes({ latinKey }: Asked): Go[] {
  return soundLexemes(latinKey).map(lexeme => ({ way: 'sound', side: 'none', every: [lexeme] }));
}

// From the closest likeness to the loosest, each in titles before texts.
function wordGoes({ phrase, loosePhrase, longer, parts, tones }: Asked): Go[] {
  const goes: Go[] = [
    { way: 'words', side: 'title', every: phrase.map(ofTitle), isPhrase: true, isNamed: true },
    { way: 'words', side: 'text', every: phrase, isPhrase: true },
  ];
  const everywhere = (way: Way, every: readonly number[], some?: readonly number[]) => {
    const title = { way, side: 'title', every: every.map(ofTitle) } as const;
    const text = { way, side: 'text', every } as const;
    if (some === undefined) goes.push(title, text);
    else goes.push({ ...title, some: some.map(ofTitle) }, { ...text, some });
  };
  if (longer.some.length > 0) everywhere('near', longer.every, longer.some);
  everywhere('folded', loosePhrase);
  if (parts.length > 0) {
    const exact = parts.map(part => part.exact);
    everywhere('words', exact.flat());
    for (const every of mixedOf(exact)) goes.push({ way: 'words', side: 'both', every });
    everywhere(
      'folded',
      parts.flatMap(part => (part.loose.length > 0 ? part.loose : part.exact)),
    );
  }
  if (tones.length > 0) everywhere('near', [], tones);
  return goes;
}
