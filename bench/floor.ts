// The floor: the least a server on PostgreSQL can do for the same questions. node:http and prepared statements, no rules, no
// rights, no pages; its update keeps a chain of hashes, the least that a verifiable history costs. Run as a child process.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPool } from '#lib/postgres';

const [url = ''] = process.argv.slice(2);
const int8 = { to: 20, from: [20], parse: Number, serialize: String };
const sql = openPool(url, { max: 8, onnotice: () => {}, types: { int8 } as unknown as Record<string, never> });
const columns = sql`reg_no, name_lo, name_en, legal_form, isic, sector, province, district, village, address_lo, capital_lak,
  registered_on::text, status, lon, lat`;
await sql`create table if not exists entry_log (seq bigint generated always as identity primary key, reg_no text, body text, hash bytea)`;
let tip = Buffer.alloc(32);

async function findRow(key: string): Promise<unknown> {
  return (await sql`select ${columns} from enterprise where reg_no = ${key}`)[0];
}

async function changeRow(key: string, capital: number): Promise<unknown> {
  return sql.begin(async tx => {
    const rows = await tx`update enterprise set capital_lak = ${capital} where reg_no = ${key} returning ${columns}`;
    const body = JSON.stringify(rows[0]);
    tip = createHash('sha256').update(tip).update(body).digest();
    await tx`insert into entry_log (reg_no, body, hash) values (${key}, ${body}, ${tip})`;
    return rows[0];
  });
}

async function listRows(province: string, sector: string, isCounted: boolean): Promise<unknown> {
  const rows = sql`
    select ${columns} from enterprise where province = ${province} and sector = ${sector}
    order by enterprise.registered_on desc, reg_no limit 20`;
  const counted = isCounted
    ? sql`select count(*)::int as count from enterprise where province = ${province} and sector = ${sector}`
    : undefined;
  const [records, count] = await Promise.all([rows, counted]);
  return { total: count?.[0]?.['count'], records };
}

// Each column with its table's name, since both tables have reg_no.
async function findWords(words: string, inEnglish: boolean): Promise<unknown> {
  const all = words
    .split(' ')
    .map(word => `'${word.toLowerCase()}'`)
    .join(' & ');
  const from = inEnglish
    ? sql`enterprise e where to_tsvector('simple', name_en)`
    : sql`enterprise_words w join enterprise e on e.reg_no = w.reg_no where to_tsvector('simple', w.words)`;
  return sql`
    select e.reg_no, name_lo, name_en, legal_form, isic, sector, province, district, village, address_lo, capital_lak,
      registered_on::text, status, lon, lat
    from ${from} @@ ${all}::tsquery limit 20`;
}

// pg_trgm as its manual has it, over the texts that ours searches.
async function findAlike(words: string): Promise<unknown> {
  return sql`select key, text from texts where ${words} <% text order by word_similarity(${words}, text) desc limit 20`;
}

// In the order of keys, or as the rows lie, which is the least that COPY out can cost.
async function sendExport(response: ServerResponse, inOrder: boolean): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/csv' });
  const order = inOrder ? sql`order by reg_no` : sql``;
  const copy = sql`copy (select ${columns} from enterprise ${order}) to stdout (format csv, header)`;
  const stream: Readable = await copy.readable();
  stream.once('end', () => stream._read(0));
  await pipeline(stream, response);
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://floor');
  const asked = (name: string) => searchParams.get(name) ?? '';
  if (pathname.startsWith('/r/')) {
    if (request.method !== 'PATCH') return findRow(pathname.slice(3));
    let body = '';
    for await (const part of request) body += String(part);
    return changeRow(pathname.slice(3), (JSON.parse(body) as { capital_lak: number }).capital_lak);
  }
  if (pathname === '/list') return listRows(asked('province'), asked('sector'), searchParams.has('total'));
  if (pathname === '/search') return findWords(asked('q'), searchParams.has('in'));
  if (pathname === '/alike') return findAlike(asked('q'));
  return sql`select province, count(*)::int as count from enterprise group by 1 order by 1`;
}

const server = createServer(async (request, response) => {
  try {
    if (request.url?.startsWith('/export.csv')) return await sendExport(response, request.url === '/export.csv');
    const text = JSON.stringify(await answer(request));
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  } catch (problem) {
    response.writeHead(500).end(String(problem));
  }
});
server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}\n`);
});
