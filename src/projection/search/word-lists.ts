// Which registers people search: the open ones that are no lists of words. What a list holds nobody has written: it is no measure
// of how rare a word is.
import type { Speaker } from '#store';

const heldMs = 2000;

interface Look {
  readonly atMs: number;
  readonly registers: Promise<readonly number[]>;
}

const looks = new WeakMap<Speaker, Look>();

/** Numbers of the open registers that are no lists of words; at most two seconds old. */
export function registersOfTexts(sql: Speaker): Promise<readonly number[]> {
  const now = performance.now();
  const last = looks.get(sql);
  if (last !== undefined && now - last.atMs < heldMs) return last.registers;
  const registers = readRegistersOfTexts(sql);
  looks.set(sql, { atMs: now, registers });
  registers.catch(() => looks.delete(sql));
  return registers;
}

/** The same as they are now. */
export async function readRegistersOfTexts(sql: Speaker): Promise<number[]> {
  const rows = await sql`
    select id from laopedia.register r
    where open and not exists (select from laopedia.search_word w where w.register_id = r.id) order by id`;
  return rows.map(row => Number(row['id']));
}
