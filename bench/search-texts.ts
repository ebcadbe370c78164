// The texts that a register's search reads, as one table beside the floor's: what pg_trgm searches, and what is weighed.
import type { Sql } from 'postgres';
import { readDefinition } from '#register';
import type { Sample } from './sample.ts';

/** The searched texts of a sample. */
export interface Texts {
  /** UTF-8 bytes of all searched titles and bodies. */
  readonly bytes: number;
  /** Of the first records, as the index takes them: the titles of each by lines, and the body of each. */
  readonly titles: readonly string[];
  readonly bodies: readonly string[];
}

const mostForAnalysis = 40_000;

/** Makes the table `texts` with an index of trigrams out of the floor's rows. */
export async function loadTexts(floor: Sql, sample: Sample): Promise<Texts> {
  const { fields } = readDefinition(sample.definition).schema;
  const searched = fields.filter(field => field.visibility === 'public' && /^(title|text)$/.test(String(field.search)));
  const names = searched.map(field => field.name);
  await floor`create extension if not exists pg_trgm`;
  await floor.unsafe(
    `create table texts as select reg_no as key, concat_ws(' ', ${names.join(', ')}) as text from enterprise`,
  );
  await floor`create index on texts using gin (text gin_trgm_ops)`;
  const weighed = await floor.unsafe(
    `select ${names.map(name => `coalesce(sum(octet_length(${name})), 0)`).join(' + ')} as bytes from enterprise`,
  );
  const linesOf = async (role: string): Promise<string[]> => {
    const own = searched.filter(field => String(field.search) === role).map(field => field.name);
    const rows = await floor.unsafe(
      `select concat_ws(e'\\n', ${own.join(', ')}) as text from enterprise limit ${mostForAnalysis}`,
    );
    return rows.map(row => String(row['text']));
  };
  const [titles, bodies] = [await linesOf('title'), await linesOf('text')];
  return { bytes: Number(weighed[0]?.['bytes']), titles, bodies };
}
