// What `/ready` says: asked of the database at most once a second, whoever asks how often. It names no host and no register.
import { findShortage, type Store } from '#store';
import type { Standing } from './health.ts';

/** How a standing is found out: what this process knows of itself, and the database. */
export interface StandingParts {
  readonly store: Pick<Store, 'public'>;
  /** Migrations and first-run data are there, and the server has not begun to end. */
  ready(): boolean;
}

const freshMs = 1000;
const longestAnswerMs = 2000;
/** A signature comes within a second or so; a minute without one is somebody's to look at. */
const longestUnsignedSeconds = 60;

/** Makes the question. Codes: `starting`, `database-away`; notes: `read-only`, `disk-full` (nothing is published until there is room), `unsigned`. */
export function standingOf({ store, ready }: StandingParts): () => Promise<Standing> {
  let read: Promise<Standing> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (!ready()) return { reasons: ['starting'], notes: [] };
    if (read === undefined || performance.now() - readAt > freshMs) {
      readAt = performance.now();
      read = inTime(readStanding(store));
    }
    return read;
  };
}

async function readStanding({ public: sql }: StandingParts['store']): Promise<Standing> {
  const rows = await sql`
    select
      exists (select from laopedia.installation where name = 'read-only' and value <> 'null'::jsonb) as barred,
      exists (
        select from laopedia.register r
        join laopedia.head h on h.register_id = r.id
        where not r.copied and h.time < clock_timestamp() - make_interval(secs => ${longestUnsignedSeconds})
          and not exists (select from laopedia.checkpoint c where c.register_id = r.id and c.size = h.size and c.anchored)
      ) as unsigned`;
  const full = (await findShortage(sql)) !== undefined;
  const notes = { 'read-only': rows[0]?.['barred'], 'disk-full': full, unsigned: rows[0]?.['unsigned'] };
  return { reasons: [], notes: Object.entries(notes).flatMap(([note, holds]) => (holds === true ? [note] : [])) };
}

async function inTime(reading: Promise<Standing>): Promise<Standing> {
  const { promise, resolve } = Promise.withResolvers<Standing>();
  const away: Standing = { reasons: ['database-away'], notes: [] };
  const timer = setTimeout(() => resolve(away), longestAnswerMs);
  const standing = await Promise.race([reading.catch(() => away), promise]);
  clearTimeout(timer);
  return standing;
}
