// The word fold: the words of every word list and what they mean, kept in the publication's transaction. A withdrawn word
// leaves it; a hidden field never enters it; a register that is no word list costs it nothing.
import { analyserVersion } from '#lib/lao';
import type { Register } from '#register';
import type { Applied, Fold } from '#store';
import { checkWords } from './word-check.ts';
import { listedWord, wordFieldsOf } from './word-entry.ts';

const columns = [
  { name: 'word_word', type: 'text' },
  { name: 'word_gloss', type: 'text' },
];
const columnsVersion = 1;

/** Keeps `laopedia.search_word`: a row for each standing word of a word list, normalised, with its folded meanings. */
export const wordFold: Fold = {
  name: 'words',
  version: columnsVersion * 1000 + analyserVersion,
  async prepare(sql) {
    for (const statement of tables) await sql.unsafe(statement);
  },
  async define(_sql, _registerId, register, before) {
    return before !== undefined && fieldNumbers(before) !== fieldNumbers(register);
  },
  columns: register => (wordFieldsOf(register) === undefined ? [] : columns),
  stage(register, { item }) {
    const fields = wordFieldsOf(register);
    if (fields === undefined) return [];
    const listed = item === undefined ? undefined : listedWord(fields, item);
    return listed === undefined ? [null, null] : [listed.word, listed.gloss];
  },
  async apply(sql, applied) {
    if (wordFieldsOf(applied.register) === undefined) return;
    if (!applied.fresh) await sql.unsafe(forgetWords(applied));
    await sql.unsafe(insertWords(applied));
  },
  steps(stepped) {
    if (wordFieldsOf(stepped.register) === undefined) return '';
    return `${forgetWords(stepped)}; ${insertWords(stepped)};`;
  },
  async clear(sql, registerId) {
    await sql`delete from laopedia.search_word where register_id = ${registerId}`;
  },
  check: checkWords,
};

type Rows = Pick<Applied, 'registerId' | 'staging'>;

function forgetWords({ registerId, staging }: Rows): string {
  return `
    delete from laopedia.search_word k using ${staging} s
    where k.register_id = ${registerId} and k.key = s.key`;
}

function insertWords({ registerId, staging }: Rows): string {
  return `
    insert into laopedia.search_word (register_id, key, word, gloss)
    select ${registerId}, s.key, s.word_word, s.word_gloss from ${staging} s
    where s.op = 'put' and s.word_word is not null order by s.ordinal`;
}

// Another number, or none, means that the list must be read again.
function fieldNumbers(register: Register): string {
  const fields = wordFieldsOf(register);
  return fields === undefined ? '' : [fields.word, ...fields.glosses].map(field => field.number).join();
}

const tables = [
  `create table if not exists laopedia.search_word (
    register_id integer not null,
    key         text collate "C" not null,
    word        text collate "C" not null,
    gloss       text not null,
    primary key (register_id, key)
  )`,
  // No pending list: the next search after a publication must not read one.
  `create index if not exists search_word_gloss on laopedia.search_word
   using gin (string_to_array(gloss, ' ')) with (fastupdate = off)`,
  'grant select, insert, update, delete on laopedia.search_word to laopedia_app',
  'grant select on laopedia.search_word to laopedia_public',
];
