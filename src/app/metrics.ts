// Numbers for an operator's watch, on a port of its own, off unless set: Prometheus' text form (exposition format 0.0.4).
import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Store } from '#store';

/** The port where the numbers are served. */
export interface Metrics {
  close(): Promise<void>;
}

/** Counts the answers of `http` and serves all numbers on the loopback at `port`. Names of people or records are never in them. */
export async function openMetrics(http: FastifyInstance, store: Store, port: number): Promise<Metrics> {
  const answers = new Map<string, { count: number; seconds: number }>();
  http.server.on('request', (_request, response) => {
    const began = performance.now();
    response.once('finish', () => {
      const status = `${Math.floor(response.statusCode / 100)}xx`;
      const known = answers.get(status) ?? { count: 0, seconds: 0 };
      answers.set(status, { count: known.count + 1, seconds: known.seconds + (performance.now() - began) / 1000 });
    });
  });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    readNumbers(store, answers).then(
      text => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await listen(server, port);
  return { close: () => new Promise(resolve => server.close(() => resolve())) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

type Answers = ReadonlyMap<string, { readonly count: number; readonly seconds: number }>;

async function readNumbers(store: Store, answers: Answers): Promise<string> {
  const rows = await store.app`
    select r.name, h.size, h.records,
      coalesce((select max(size) from laopedia.checkpoint c where c.register_id = r.id and c.anchored), 0) as signed
    from laopedia.register r join laopedia.head h on h.register_id = r.id order by r.id`;
  const waiting = await store.app`select count(*) as count from laopedia.proposal where state = 'waiting'`;
  const lines: string[] = [];
  const metric = (name: string, kind: 'gauge' | 'counter', values: readonly (readonly [string, number])[]) => {
    lines.push(
      `# TYPE laopedia_${name} ${kind}`,
      ...values.map(([labels, value]) => `laopedia_${name}${labels} ${value}`),
    );
  };
  const each = (column: string) => rows.map(row => [`{register="${row['name']}"}`, Number(row[column])] as const);
  metric(
    'answers_total',
    'counter',
    [...answers].map(([status, { count }]) => [`{status="${status}"}`, count] as const),
  );
  metric(
    'answer_seconds_total',
    'counter',
    [...answers].map(([status, { seconds }]) => [`{status="${status}"}`, seconds] as const),
  );
  metric('log_entries', 'gauge', each('size'));
  metric('log_entries_signed', 'gauge', each('signed'));
  metric('records', 'gauge', each('records'));
  metric('proposals_waiting', 'gauge', [['', Number(waiting[0]?.['count'] ?? 0)]]);
  metric('memory_bytes', 'gauge', [['', process.memoryUsage.rss()]]);
  metric('uptime_seconds', 'gauge', [['', process.uptime()]]);
  return `${lines.join('\n')}\n`;
}
