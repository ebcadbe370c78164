// Numbers of a key series: taken once and never given back, so that two proposals never hold the same one.
import type { Speaker } from './fold.ts';

/** Takes `count` numbers of a register's key series and answers the first; a gap is better than a number used twice. */
export async function takeSeries(sql: Speaker, registerId: number, count: number): Promise<number> {
  const rows = await sql`
    update laopedia.head set series = series + ${count} where register_id = ${registerId} returning series`;
  return Number(rows[0]?.['series']) - count + 1;
}

/** The next number of a series, for looking only: another may take it. */
export async function peekSeries(sql: Speaker, registerId: number): Promise<number> {
  const rows = await sql`select series from laopedia.head where register_id = ${registerId}`;
  return Number(rows[0]?.['series'] ?? 0) + 1;
}
