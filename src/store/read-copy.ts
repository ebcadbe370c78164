// A copy of the database that public reading may use: what it holds, found out again and again, by comparing the heads of its logs
// with the primary's. It decides nothing, and nothing is ever written to it.
import type { Sql } from 'postgres';
import type { Speaker } from './fold.ts';
import { openRolePool } from './pool.ts';

/** Why a copy may not be read from. `behind`: it lacks publications; `forked`: it has a past of its own. */
export type CopyTrouble = 'unknown' | 'away' | 'behind' | 'ahead' | 'forked';

/** What a copy was last seen to hold. `sizes` by the origin of the log; empty while there is trouble other than being behind. */
export interface CopyState {
  readonly trouble: CopyTrouble | undefined;
  readonly sizes: ReadonlyMap<string, number>;
}

/** Pools of the public role on a copy, as the primary has them: long work keeps off the connections of the short. */
export type CopyPools = Readonly<Record<keyof typeof most, Sql>>;

/** A copy that is watched. */
export interface ReadCopy {
  /** Its place in the setting, from 1. */
  readonly number: number;
  readonly pools: CopyPools;
  state(): CopyState;
  /** Looks again now: something was published, or a reader met trouble. */
  look(): void;
  close(): Promise<void>;
}

const most = { light: 16, heavy: 4, exports: 4 } as const;
const calmMs = 1000;
const behindMs = 25;
const awayMs = 500;
const longestLookMs = 2000;
const unknown: CopyState = { trouble: 'unknown', sizes: new Map() };

interface Head {
  readonly size: number;
  readonly root: string;
}

/** Watches the copy at `url`, the `number`th. `told` is called whenever its trouble changes. */
export function watchReadCopy(
  primary: Speaker,
  { url, number }: { readonly url: string; readonly number: number },
  told: (trouble: CopyTrouble | undefined) => void,
): ReadCopy {
  let state = unknown;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let closed = false;
  // A connection that ends may be the end of that server: whoever answers at its address next has to be looked at first.
  const forget = () => {
    state = { ...unknown, trouble: state.trouble ?? 'unknown' };
    look();
  };
  let pools = openPools(url, forget);

  const round = async () => {
    const seen = await inTime(readState(primary, pools.eye));
    if (seen.trouble !== state.trouble) told(seen.trouble);
    state = seen;
    const { trouble } = seen;
    if (trouble === 'away' && !closed) {
      // Whoever still waits for it waits for nothing: a server that is gone does not always close its connections.
      const gone = pools;
      pools = openPools(url, forget);
      void endPools(gone, 0).catch(() => {});
    }
    const pauseMs = trouble === undefined ? calmMs : trouble === 'behind' || trouble === 'ahead' ? behindMs : awayMs;
    if (!closed) timer = setTimeout(look, again ? 0 : pauseMs);
  };
  const look = () => {
    clearTimeout(timer);
    again = looking !== undefined;
    if (closed || again) return;
    looking = round().finally(() => {
      looking = undefined;
    });
  };
  look();
  return {
    number,
    get pools() {
      return pools;
    },
    state: () => state,
    look,
    async close() {
      closed = true;
      clearTimeout(timer);
      await looking;
      await endPools(pools, 1);
    },
  };
}

type Pools = CopyPools & { readonly eye: Sql };

function openPools(url: string, onclose: () => void): Pools {
  const pool = (connections: number) => openRolePool(url, 'laopedia_public', connections, { onclose });
  return {
    light: pool(most.light),
    heavy: pool(most.heavy),
    exports: pool(most.exports),
    eye: openRolePool(url, 'laopedia_public', 1),
  };
}

async function endPools(pools: Pools, timeout: number): Promise<void> {
  await Promise.all(Object.values(pools).map(pool => pool.end({ timeout })));
}

async function inTime(reading: Promise<CopyState>): Promise<CopyState> {
  const away: CopyState = { trouble: 'away', sizes: new Map() };
  const { promise, resolve } = Promise.withResolvers<CopyState>();
  const timer = setTimeout(() => resolve(away), longestLookMs);
  const state = await Promise.race([reading.catch(() => away), promise]);
  clearTimeout(timer);
  return state;
}

// The copy first: whatever the primary has by then, it had the copy's entries before, or they are not its own.
async function readState(primary: Speaker, copy: Speaker): Promise<CopyState> {
  const held = await readHeads(copy);
  const own = await readHeads(primary);
  const sizes = new Map([...held].map(([origin, { size }]) => [origin, size]));
  const pairs = [...own].map(([origin, head]) => ({ head, copy: held.get(origin) ?? { size: 0, root: '' } }));
  if (pairs.some(({ head, copy: one }) => one.size === head.size && one.size > 0 && one.root !== head.root))
    return { trouble: 'forked', sizes: new Map() };
  if (pairs.some(({ head, copy: one }) => one.size > head.size)) return { trouble: 'ahead', sizes: new Map() };
  return { trouble: pairs.some(({ head, copy: one }) => one.size < head.size) ? 'behind' : undefined, sizes };
}

async function readHeads(sql: Speaker): Promise<Map<string, Head>> {
  const rows = await sql`
    select r.origin, h.size, encode(h.root, 'hex') as root
    from laopedia.register r
    join laopedia.head h on h.register_id = r.id`;
  return new Map(rows.map(row => [String(row['origin']), { size: Number(row['size']), root: String(row['root']) }]));
}
