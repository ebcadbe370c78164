// Whether the logs disagree with what was signed, for the pages to say so. Asked of the database every two seconds, not with
// every page; a database that is away changes nothing.
import type { Store } from '#store';

/** The flag at work. */
export interface Barred {
  holds(): boolean;
  close(): Promise<void>;
}

const everyMs = 2000;

/** Opens it, with the first answer in hand. */
export async function openBarred({ public: sql }: Pick<Store, 'public'>): Promise<Barred> {
  let held = false;
  const look = async () => {
    const rows = await sql`
      select from laopedia.installation where name = 'read-only' and value <> 'null'::jsonb`;
    held = rows.length > 0;
  };
  await look();
  const timer = setInterval(() => void look().catch(() => {}), everyMs);
  timer.unref();
  return {
    holds: () => held,
    async close() {
      clearInterval(timer);
    },
  };
}
