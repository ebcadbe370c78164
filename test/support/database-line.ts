// A line to a database that can be cut, or held so that nothing comes through: PostgreSQL away, or hanging, as a server sees it.
import { connect, createServer, type Socket } from 'node:net';

/** The line. Its URL is that of the database through it. */
export interface DatabaseLine {
  readonly url: string;
  /** Ends all connections and takes no new ones. */
  cut(): void;
  /** Lets nothing through, and ends nothing. */
  hold(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to the database of a URL in libpq's form, over TCP or a Unix socket. */
export async function layLine(databaseUrl: string): Promise<DatabaseLine> {
  const there = new URL(databaseUrl);
  const folder = there.searchParams.get('host');
  const port = Number(there.port || 5432);
  const target = folder === null ? { host: there.hostname, port } : { path: `${folder}/.s.PGSQL.${port}` };
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'open' | 'cut' | 'held' = 'open';
  const server = createServer({ pauseOnConnect: true }, near => {
    if (state === 'cut') return void near.destroy();
    const far = connect(target);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const one of pair) one.destroy();
    };
    for (const one of pair) one.on('error', () => {}).on('close', end);
    near.on('data', bytes => far.write(bytes));
    far.on('data', bytes => near.write(bytes));
    if (state === 'open') near.resume();
    else near.pause();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const each = (act: (one: Socket) => unknown) => {
    for (const pair of pairs) for (const one of pair) act(one);
  };
  return {
    url: url.href,
    cut() {
      state = 'cut';
      each(one => one.destroy());
    },
    hold() {
      state = 'held';
      each(one => one.pause());
    },
    mend() {
      state = 'open';
      each(one => one.resume());
    },
    async close() {
      each(one => one.destroy());
      await new Promise(resolve => server.close(resolve));
    },
  };
}
