// What a register's words are like, learnt from what is kept of its records: how many passages have a lexeme, and for lexemes
// that very many have, those to look at first. Learnt again whenever a tenth of the register has changed.
import { analyserVersion } from '#lib/lao';
import type { Applied, Speaker } from '#store';

/** So many passages are looked at; of a larger register a sample by the hash of their keys. */
const sampledMost = 30_000;
const countsMost = 60_000;
/** A register of so many records is asked by itself. */
export const largeFrom = 25_000;
// A lexeme of so many records, and of this share of all, has a list; of fewer the index alone is quick.
const listedLeast = 3000;
const listedShare = 0.003;
const listLength = 500;
const shortest = 15_000;
// A register is learnt anew when it has changed by this share, and by so many rows at least.
const changedShare = 0.1;
const changedLeast = 20;

/** Where the rows lie: the table of all, or a partition that is being filled. */
export interface Learnt {
  readonly registerId: number;
  readonly table: string;
}

/** Notes that so many rows of a register have changed; true when it is time to learn it again. */
export async function noteChanged(sql: Speaker, registerId: number, changed: number): Promise<boolean> {
  const rows = await sql.unsafe(noteChangedText(registerId, String(changed), ''));
  return rows[0]?.['due'] === true;
}

/** The statement that notes it: `changed` is an expression, `into` says where its answer goes in PL/pgSQL. */
export function noteChangedText(registerId: number, changed: string, into: string): string {
  return `
    insert into laopedia.search_knowledge as k (register_id, analyser, version, records, changed, sampled, counts, listed)
    values (${registerId}, ${analyserVersion}, 0, 0, ${changed}, 0, '', '{}')
    on conflict (register_id) do update set changed = k.changed + excluded.changed
    returning changed >= greatest(k.records * ${changedShare}::float8, ${changedLeast}::float8) or k.version = 0 as due ${into}`;
}

/** Learns a register from its rows. */
export async function learn(sql: Speaker, learnt: Learnt): Promise<void> {
  const { registerId, table } = learnt;
  const own = `from ${table} k where k.register_id = ${registerId}`;
  const counted = await sql.unsafe(`select count(*) as records ${own}`);
  const records = Number(counted[0]?.['records']);
  const share = Math.max(1, Math.ceil(records / sampledMost));
  const sample = share === 1 ? own : `${own} and hashtext(key) % ${share} = 0`;
  const least = Math.max(records * listedShare, listedLeast) / share;
  const rows = await sql.unsafe(`
    with counts as materialized (
      select lexeme, count(*)::int4 as count from (select unnest(lexemes) as lexeme ${sample}) l
      group by lexeme having count(*) > 1 order by count desc, lexeme limit ${countsMost})
    update laopedia.search_knowledge set version = version + 1, records = ${records}, changed = 0,
      sampled = (select count(*) ${sample}),
      counts = (select coalesce(string_agg(int4send(lexeme) || int4send(count), ''), '') from counts),
      listed = array(select lexeme from counts where count > ${least})
    where register_id = ${registerId} returning listed`);
  await sql`delete from laopedia.search_best where register_id = ${registerId}`;
  await sql`delete from laopedia.search_fresh where register_id = ${registerId}`;
  const listed = (rows[0]?.['listed'] ?? []) as readonly number[];
  if (listed.length > 0) await list(sql, learnt, listed);
}

// Of the shortest records and a sample: any lexeme of so many is in hundreds of them.
async function list(sql: Speaker, { registerId, table }: Learnt, listed: readonly number[]): Promise<void> {
  await sql`select set_config('work_mem', '96MB', true)`;
  const looked = (condition: string) => `
    select key, passage, octet_length(title) + octet_length(body) as bytes, lexemes
    from ${table} k where k.register_id = ${registerId} ${condition}`;
  await sql.unsafe(
    `insert into laopedia.search_best (register_id, lexeme, bytes, keys, passages)
     select ${registerId}, lexeme, array_agg(bytes order by place), array_agg(key order by place), array_agg(passage order by place)
     from (
       select r.key, r.passage, r.bytes, l.lexeme,
         row_number() over (partition by l.lexeme order by r.bytes, r.key, r.passage) as place
       from ((${looked('order by 3, 1, 2')} limit ${shortest}) union (${looked('and hashtext(key) & 31 = 0')})) r
         cross join lateral unnest(r.lexemes) l (lexeme)
         join unnest($1::int4[]) w (lexeme) using (lexeme)) p
     where place <= ${listLength} group by lexeme`,
    [listed as number[]],
  );
}

/** The statement that adds rows just written to the lists of their lexemes: what is new is looked at too. */
export function listChanged({ registerId, staging }: Pick<Applied, 'registerId' | 'staging'>): string {
  return `
    insert into laopedia.search_fresh (register_id, lexeme, bytes, key, passage)
    select k.register_id, l.lexeme, octet_length(k.title) + octet_length(k.body), k.key, k.passage
    from ${staging} s
      join laopedia.search k on k.register_id = ${registerId} and k.key = s.key
      join laopedia.search_knowledge n on n.register_id = ${registerId} and n.listed <> '{}'
      cross join lateral unnest(k.lexemes) l (lexeme)
    where s.op = 'put' and l.lexeme = any(n.listed)
    on conflict do nothing`;
}
