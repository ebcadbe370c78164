// The strict go: codes, keys, names, beginnings of names, and records that have all the words. Every branch is one index.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Bound, type Candidate, type Registers, readCandidates, type Way, ways, within } from './candidate.ts';
import { markLexeme } from './code.ts';
import { soundLexemes } from './name-key.ts';

const sureMost = 50;
const mostOfEach = 200;

/** Whoever has the code or key, the name, the name's beginning, or all the words. */
export async function findSure(sql: Speaker, asked: Asked, registers: Registers): Promise<Candidate[]> {
  const bound = new Bound();
  const where = within(registers, bound);
  const goes = [
    ...codeGoes(asked, bound),
    ...nameGoes(asked, bound),
    ...soundGoes(asked, bound),
    ...wordGoes(asked, bound),
  ];
  const parts = goes.map(({ way, condition, most, order }) => {
    const ordered = order === undefined ? '' : `order by ${order}`;
    return `(select k.register_id, k.key, ${ways.indexOf(way)} as way from laopedia.search k
             where ${condition} and ${where} ${ordered} limit ${most})`;
  });
  return readCandidates(
    sql,
    `select register_id, key, min(way) as way, -min(way)::float8 as weight
    from (${parts.join(' union all ')}) f group by register_id, key`,
    bound,
  );
}

interface Go {
  readonly way: Way;
  readonly condition: string;
  readonly most: number;
  readonly order?: string;
}

function codeGoes({ code }: Asked, bound: Bound): Go[] {
  if (code === '') return [];
  const lexeme = bound.bind(markLexeme('code', code));
  const condition = `k.title_lexemes @> array[${lexeme}::int4] and k.codes @> array[${bound.bind(code)}]`;
  return [{ way: 'code', condition, most: sureMost }];
}

// Keys of one record stand side by side with a space between; by its beginning only the first is found here.
function nameGoes({ nameKey }: Asked, bound: Bound): Go[] {
  if (nameKey === '') return [];
  const between = (first: string, end: string) =>
    `k.name_key >= ${bound.bind(first)} and k.name_key < ${bound.bind(end)}`;
  const whole = `(k.name_key = ${bound.bind(nameKey)} or ${between(`${nameKey} `, `${nameKey}!`)})`;
  return [
    { way: 'name', condition: whole, most: sureMost },
    { way: 'prefix', condition: between(nameKey, `${nameKey}${lastLetter}`), most: sureMost, order: 'k.name_key' },
  ];
}

const lastLetter = '\u{10ffff}';

function soundGoes({ latinKey }: Asked, bound: Bound): Go[] {
  return soundLexemes(latinKey).map(lexeme => {
    const condition = `k.title_lexemes @> array[${bound.bind(lexeme)}::int4]`;
    return { way: 'sound', condition, most: mostOfEach };
  });
}

function wordGoes({ conjunctions }: Asked, bound: Bound): Go[] {
  return conjunctions.flatMap(all => {
    const wanted = `${bound.bind([...all])}::int4[]`;
    return ['title_lexemes', 'lexemes'].map(
      (column): Go => ({ way: 'words', condition: `k.${column} @> ${wanted}`, most: mostOfEach }),
    );
  });
}
