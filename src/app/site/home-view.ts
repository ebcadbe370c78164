// The front page and the list of registers.
import { type HomeView, type RecentChange, type RegisterSummary, type RegistersView, titlesOf } from '#interface/site';
import { listRecords } from '#projection/record';
import type { Item } from '#register';
import type { StoredRegister } from '#store';
import { labelsOf, listedView } from './record-view.ts';
import { provinceCells } from './references.ts';
import type { Shelf } from './shelf.ts';

const news = 3;
const recentChanges = 6;

/** Registers, latest changes and news, and the provinces. */
export async function homeView(shelf: Shelf): Promise<HomeView> {
  const stored = await shelf.catalogue.all();
  const [recent, latestNews, provinces] = await Promise.all([
    recentOf(shelf, stored),
    newsOf(shelf),
    provinceCells(shelf),
  ]);
  const offices = [...stored.map(one => one.register.custodian), ...recent.flatMap(change => change.organisations)];
  const labels = await labelsOf(
    shelf,
    latestNews,
    offices.map(office => ['organisation', office]),
  );
  return { registers: stored.map(summaryOf), recent, provinces, latestNews, labels };
}

/** All open registers with their custodians' names. */
export async function registersView(shelf: Shelf): Promise<RegistersView> {
  const stored = await shelf.catalogue.all();
  const labels = await labelsOf(
    shelf,
    [],
    stored.map(one => ['organisation', one.register.custodian]),
  );
  return { registers: stored.map(summaryOf), labels };
}

/** A register in one line. */
export function summaryOf(stored: StoredRegister): RegisterSummary {
  const { register, origin, records, size, changed } = stored;
  return { register, origin, records, size, changedAt: changed?.toISOString() ?? null };
}

async function newsOf(shelf: Shelf) {
  const articles = await shelf.catalogue.find('article');
  const day = articles?.register.schema.fields.find(field => field.type === 'date');
  if (articles === undefined || day === undefined) return [];
  const page = await listRecords(shelf.sql, articles, { sort: `-${day.name}`, limit: news });
  return page.records.map(record => listedView(articles, record));
}

async function recentOf(shelf: Shelf, stored: readonly StoredRegister[]): Promise<RecentChange[]> {
  const rows = await shelf.sql`
    select p.register_id, p.number, p.first, p.count, p.time, p.organisations, b.body,
      convert_from(e.bytes, 'UTF8')::jsonb ->> 'op' as op, convert_from(e.bytes, 'UTF8')::jsonb ->> 'key' as key
    from (
      select * from laopedia.publication where register_id = any(${stored.map(one => one.id)}::int[])
      order by time desc, number desc limit 30
    ) p
    join laopedia.entry e on e.register_id = p.register_id and e.number = p.first
    left join laopedia.body_public b on b.register_id = p.register_id and b.number = p.first and p.count = 1
    order by p.time desc, p.number desc`;
  return rows
    .filter(row => row['op'] !== 'schema' && row['op'] !== 'publication')
    .slice(0, recentChanges)
    .flatMap(row =>
      changeOf(
        row,
        stored.find(one => one.id === row['register_id']),
      ),
    );
}

function changeOf(row: Record<string, unknown>, stored: StoredRegister | undefined): RecentChange[] {
  if (stored === undefined) return [];
  const only = Number(row['count']) === 1 && row['body'] !== null;
  const titles = only ? titlesOf(stored.register, JSON.parse(String(row['body'])) as Item) : {};
  const key = String(row['key']);
  return [
    {
      register: stored.register,
      time: (row['time'] as Date).toISOString(),
      publication: Number(row['number']),
      entries: Number(row['count']),
      organisations: row['organisations'] as string[],
      ...(only ? { only: { key, title: titles } } : {}),
    },
  ];
}
