// The strict go: codes, keys, names, beginnings of names, and records that have all the words. Every branch is one index.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Bound, type Candidate, type Registers, readCandidates, type Way, ways, within } from './candidate.ts';

const sureMost = 50;
const mostOfEach = 200;

/** Whoever has the code or key, the name, the name's beginning, or all the words. */
export async function findSure(sql: Speaker, asked: Asked, registers: Registers): Promise<Candidate[]> {
  const bound = new Bound();
  const where = within(registers, bound);
  const goes = [...codeGoes(asked, bound), ...nameGoes(asked, bound), ...wordGoes(asked, bound)];
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

export interface Go {
  readonly way: Way;
  readonly condition: string;
  readonly most: number;
  readonly order?: string;
}

function codeGoes({ code, codeLexeme }: Asked, bound: Bound): Go[] {
  if (code === '') return [];
  const condition = `k.title_lexemes @> array[${bound.bind(codeLexeme)}::int4] and k.codes @> array[${bound.bind(code)}]`;
  return [{ way: 'code', condition, most: sureMost }];
}

// Keys of one record stand side by side with a space between; only the first is found by its beginning.
export function nameGoes({ nameKey, latinKey, words }: Asked, bound: Bound): Go[] {
  const goes: Go[] = [];
  if (nameKey !== '') {
    const key = bound.bind(nameKey);
    const next = bound.bind(`${nameKey} %`);
    const beginning = bound.bind(`${likeText(nameKey)}%`);
    goes.push({ way: 'name', condition: `(k.name_key = ${key} or k.name_key like ${next})`, most: sureMost });
    goes.push({
      way: 'prefix',
      condition: `k.name_key like ${beginning}`,
      most: sureMost,
      order: 'length(k.name_key), k.key',
    });
  }
  if (latinKey.length >= 3 && isLatin.test(words)) {
    goes.push({ way: 'prefix', condition: `k.latin_key like ${bound.bind(`${latinKey}%`)}`, most: sureMost });
    goes.push({ way: 'prefix', condition: `k.latin_key like ${bound.bind(`% ${latinKey}%`)}`, most: sureMost });
  }
  return goes;
}

const isLatin = /^[^\u0e80-\u0eff]*[a-z]/u;

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, letter => `\\${letter}`);
}

function wordGoes({ conjunctions }: Asked, bound: Bound): Go[] {
  return conjunctions.flatMap(all => {
    const wanted = `${bound.bind([...all])}::int4[]`;
    return ['title_lexemes', 'lexemes'].map(
      (column): Go => ({ way: 'words', condition: `k.${column} @> ${wanted}`, most: mostOfEach }),
    );
  });
}
