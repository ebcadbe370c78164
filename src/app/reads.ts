// Public reading over the copies: promised is what the catalogue has heard, and what fails on a copy is tried once more on the
// primary. Without copies everything is the primary's public pool, and no route is touched.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Sql } from 'postgres';
import { type CopyPools, type CopyTrouble, openReadCopies, type ReadCopies, type Store } from '#store';
import type { Catalogue } from './catalogue.ts';
import { type Family, labelled, single } from './watch/exposition.ts';

/** The reading side of a server. */
export interface Reads {
  /** A copy's pool for the next statement of a public reading; undefined: the primary's is to be taken. Ask anew each time. */
  pool(kind: keyof CopyPools): Sql | undefined;
  /** Lays the second try over every route of a server; before any route is added. */
  over(http: FastifyInstance): void;
  families(): Family[];
  close(): Promise<void>;
}

// The connection, the server's end, too many connections, a conflict with the copy's replay, and a table it does not have yet.
const passing = /^(?:08|53|57)\w{3}$|^4000[13]$|^42P01$|^CONNECT|^ECONN|^EPIPE$|^ENOTFOUND$|^EHOSTUNREACH$|^ETIMEDOUT$/;
const sentences: Readonly<Record<CopyTrouble | 'well', string>> = {
  unknown: 'has not been looked at yet',
  away: 'cannot be asked: readers are answered by the primary',
  behind: 'is behind',
  ahead: 'holds more than the primary',
  forked: 'holds another past than the primary: it is never read from; make it anew',
  well: 'holds everything: readers are answered by it',
};

/** Opens it. `say` is told when a copy comes, goes or is not what it should be; being behind for a moment is no news. */
export function openReads(
  store: Store,
  catalogue: Catalogue,
  urls: readonly string[],
  say: (line: string) => void,
): Reads {
  const last = new Map<number, string>();
  const copies = openReadCopies(store.public, urls, (number, trouble) => {
    const news = trouble ?? 'well';
    const passingBy = trouble === 'behind' || trouble === 'ahead' || trouble === 'unknown';
    if (passingBy || last.get(number) === news) return;
    last.set(number, news);
    say(`read copy ${number} ${sentences[news]}`);
  });
  const counted = { copy: 0, primary: 0, again: 0 };
  return {
    pool(kind) {
      const pools = copies.find(catalogue.heard());
      counted[pools === undefined ? 'primary' : 'copy']++;
      return pools?.[kind];
    },
    over(http) {
      if (urls.length === 0) return;
      http.addHook('onRoute', route => {
        if (route.method !== 'OPTIONS') route.handler = withSecondTry(route.handler, copies, () => counted.again++);
      });
    },
    families: () => familiesOf(counted, copies),
    close: () => copies.close(),
  };
}

function withSecondTry(
  handler: RouteOptions['handler'],
  copies: ReadCopies,
  again: () => void,
): RouteOptions['handler'] {
  return async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
    try {
      return await handler.call(this, request, reply);
    } catch (problem) {
      if (reply.sent || !passing.test(String((problem as { code?: unknown }).code))) throw problem;
      again();
      copies.look();
      return copies.onPrimary(async () => handler.call(this, request, reply));
    }
  };
}

function familiesOf(counted: Readonly<Record<'copy' | 'primary' | 'again', number>>, { copies }: ReadCopies): Family[] {
  const up = copies.map(one => [String(one.number), one.state().trouble === undefined ? 1 : 0] as const);
  return [
    labelled('reads_total', 'counter', 'Public readings by where they went.', 'database', [
      ['primary', counted.primary],
      ['copy', counted.copy],
    ]),
    single(
      'reads_again_total',
      'counter',
      'Readings that failed on a copy and were tried on the primary.',
      counted.again,
    ),
    labelled(
      'read_copy_up',
      'gauge',
      'Whether a copy holds all that was published; 0: the primary reads for it.',
      'copy',
      up,
    ),
  ];
}
