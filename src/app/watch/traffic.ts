// What is told of every request: one line of the log and one count, by the pattern of its route. Never the address as it was
// asked, who asked it, or with what words.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Family, labelled, single } from './exposition.ts';
import { DurationHistogram } from './histogram.ts';

const labels = ['route', 'status'] as const;
/** An answer that its reader did not wait for, in the log alone; nginx calls it so too. */
const leftStatus = 499;

/** The traffic of a server. */
export interface Traffic {
  /** Tells of an answer from here to its end; for what meets no hook of the server. */
  meet(request: FastifyRequest, reply: FastifyReply): void;
  /** Counts what could not be read as a request. */
  unread(): void;
  families(): readonly Family[];
  /** Adds what something else of the server counts of its requests. */
  add(read: () => readonly Family[]): void;
  /** Lays it over a server, whose log gets the lines; before any other hook. */
  over(http: FastifyInstance): void;
}

/** Makes a watch over a server's traffic. */
export function watchTraffic(): Traffic {
  const durations = new DurationHistogram();
  let running = 0;
  let unread = 0;
  let left = 0;
  let sentBytes = 0;
  const turnedAway = { 429: 0, 503: 0 };
  const others: (() => readonly Family[])[] = [];
  const meet = (request: FastifyRequest, reply: FastifyReply) => {
    const began = performance.now();
    const before = request.raw.socket.bytesWritten ?? 0;
    running++;
    reply.raw.once('close', () => {
      running--;
      const told = toldOf(request, reply.raw, began, before);
      if (told.status === leftStatus) left++;
      sentBytes += told.bytes;
      if (told.status === 429 || told.status === 503) turnedAway[told.status]++;
      durations.count(labels, [told.route, statusClass(told.status)], told.ms / 1000);
      request.server.log.info(told);
    });
  };
  return {
    meet,
    unread: () => void unread++,
    add: read => void others.push(read),
    over: http =>
      void http.addHook('onRequest', (request, reply, done) => {
        meet(request, reply);
        done();
      }),
    families: () => [
      durations.family(
        'request_seconds',
        'How long requests took, by route and class of status (left: nobody waited).',
      ),
      single('requests_running', 'gauge', 'Requests under way.', running),
      single('requests_left_total', 'counter', 'Requests whose reader went away before the answer was sent.', left),
      single('requests_unread_total', 'counter', 'What came in and could not be read as a request.', unread),
      labelled('requests_turned_away_total', 'counter', 'Requests answered with 429 or 503.', 'status', [
        ['429', turnedAway[429]],
        ['503', turnedAway[503]],
      ]),
      ...others.flatMap(read => read()),
      single('sent_bytes_total', 'counter', 'Bytes of answers, with their heads.', sentBytes),
    ],
  };
}

interface Told {
  readonly request: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
}

function toldOf(request: FastifyRequest, answer: ServerResponse<IncomingMessage>, began: number, before: number): Told {
  return {
    request: request.id,
    method: knownMethod(request.method),
    // No pattern: an address that no route has, or that no router could read.
    route: request.routeOptions?.url ?? 'none',
    status: answer.writableFinished ? answer.statusCode : leftStatus,
    ms: Math.round((performance.now() - began) * 100) / 100,
    bytes: Math.max(0, (request.raw.socket.bytesWritten ?? 0) - before),
  };
}

// Anybody may write a word there that Node's parser knows.
function knownMethod(method: string): string {
  return /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : 'other';
}

function statusClass(status: number): string {
  return status === leftStatus ? 'left' : `${Math.floor(status / 100)}xx`;
}
