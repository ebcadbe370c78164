// The texts that a register's search reads, as one table beside the floor's: what pg_trgm searches, and what is weighed.
import type { Sql } from 'postgres';
import { readDefinition } from '#register';
import type { Sample } from './sample.ts';

/** The searched texts of a sample. */
export interface Texts {
  /** UTF-8 bytes of all searched titles and bodies. */
  readonly bytes: number;
  /** The first of them, as they stand in a record: each of its titles and its body. */
  readonly some: readonly string[];
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
  const rows = await floor.unsafe(`select ${names.join(', ')} from enterprise limit ${mostForAnalysis}`).values();
  return { bytes: Number(weighed[0]?.['bytes']), some: rows.flat().filter(text => typeof text === 'string') };
}
