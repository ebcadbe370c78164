// Says where the time goes: V8's own profiles of every process and worker thread of the product, and which statements the
// database was in, looked at from outside some twenty times a second. It changes nothing that is measured but its pace.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { openPool } from '#lib/postgres';
import { columnsText } from './figures.ts';

const mostShown = 25;
const lookEveryMs = 50;

/** A profile that is being taken. */
export interface Profiling {
  /** Settings by which a process of Node writes its profile at its end. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends it; the text says what was found. */
  end(): Promise<string>;
}

/** Begins to look at the product's processes, which must be begun with `env`, and at a database. */
export async function openProfiling(what: string, folder: string, databaseUrl: string): Promise<Profiling> {
  await mkdir(folder, { recursive: true });
  const looking = lookAt(databaseUrl);
  return {
    env: { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` },
    async end() {
      const statements = await looking.end();
      const programs = await programText(folder);
      return `\nprofile of ${what}\n${programs}\n\nthe database meanwhile\n${statements}`;
    },
  };
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

// Each file is one process or worker thread; what they did is told apart, the busiest first.
async function programText(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter(name => name.endsWith('.cpuprofile'));
  const threads = await Promise.all(files.map(async name => timesOf(await readFile(`${folder}/${name}`, 'utf8'))));
  const busy = threads.map(times => ({ times, ms: busyOf(times) })).toSorted((a, b) => b.ms - a.ms);
  const texts = busy
    .filter(({ ms }) => ms > 100)
    .map(({ times, ms }, at) => `thread ${at + 1}: ${ms.toFixed(0)} ms at work\n${topText(times, ms)}`);
  return texts.join('\n\n');
}

const idle = new Set(['(idle)', '(program)', '(root)']);

function busyOf(times: ReadonlyMap<string, number>): number {
  return [...times].reduce((sum, [what, ms]) => (idle.has(what) ? sum : sum + ms), 0);
}

function timesOf(text: string): Map<string, number> {
  const { nodes, samples, timeDeltas } = JSON.parse(text) as CpuProfile;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  }
  return times;
}

// Paths are shown from `src` or the package on: where the checkout lies is nobody's business.
function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const path = url.replace(/^.*\/(src|bench|node_modules)\//, '$1/').replace(/^node_modules\//, '');
  const name = functionName === '' ? '(nameless)' : functionName;
  return path === '' ? name : `${name} ${path}:${lineNumber + 1}`;
}

function topText(times: ReadonlyMap<string, number>, all: number): string {
  const top = [...times].filter(([what]) => !idle.has(what)).toSorted((a, b) => b[1] - a[1]);
  return columnsText(
    top.slice(0, mostShown).map(([what, ms]) => [`${((ms / all) * 100).toFixed(1)} %`, `${ms.toFixed(0)} ms`, what]),
  );
}

function lookAt(databaseUrl: string) {
  const sql = openPool(databaseUrl, { max: 1, onnotice: () => {} });
  const seen = new Map<string, number>();
  let looks = 0;
  let isOver = false;
  const look = async () => {
    while (!isOver) {
      looks += 1;
      const rows = await sql`
        select left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as text, coalesce(wait_event_type, 'at work') as waits
        from pg_stat_activity
        where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`;
      for (const { text, waits } of rows) {
        const what = `${waits}: ${text}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
      }
      await new Promise(resolve => setTimeout(resolve, lookEveryMs));
    }
  };
  const running = look();
  return {
    async end(): Promise<string> {
      isOver = true;
      await running;
      await sql.end();
      const top = [...seen].toSorted((a, b) => b[1] - a[1]).slice(0, mostShown);
      return columnsText(top.map(([what, times]) => [`${((times / looks) * 100).toFixed(1)} %`, '', what]));
    },
  };
}
