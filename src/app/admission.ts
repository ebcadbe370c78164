// Who is let in: a rate for each network, a lane for each kind of work, and a refusal with the time to come again for
// everybody else. It never waits for the database, and never lets an answer become a fault because there are many readers.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import {
  type Front,
  type Lane,
  type Leave,
  networkOf,
  openFront,
  openLane,
  openRate,
  openShares,
  packedBodies,
} from '#lib/traffic';
import { laneName } from './lane-name.ts';
import type { LaneName, Limits } from './limits.ts';
import { refuseApp } from './refusals.ts';

/** The door of the server. */
export interface Admission {
  /** What the interfaces ask before they make an answer. */
  readonly front: Front;
  readonly lanes: Readonly<Record<LaneName, Lane>>;
  /** Lays the door over every route that is added from now on. */
  guard(http: FastifyInstance): void;
}

/** What admission is made from. `perSecond` 0 lifts the rate; `hasProxy` says that addresses are those a proxy told. */
export interface AdmissionParts {
  readonly limits: Limits;
  readonly perSecond: number;
  readonly hasProxy: boolean;
  delayMs(): number;
  /** Bytes of answers that wait in memory for their readers. */
  unreadBytes(): number;
}

/** Opens it. */
export function openAdmission(parts: AdmissionParts): Admission {
  const { read, search, count, export: exports } = parts.limits.lanes;
  const lanes = { read: openLane(read), search: openLane(search), count: openLane(count), export: openLane(exports) };
  const places = new WeakMap<FastifyRequest, Place>();
  const shares = openShares(parts.limits.exportsOfNetwork);
  const shareOf = (name: LaneName, { ip }: FastifyRequest) =>
    name !== 'export' || isNobodys(parts, ip) ? () => {} : shares.take(networkOf(ip));
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    // An answer may ask for leave at each of its steps: one place is enough, and a second would never be given back.
    if (places.get(request)?.ended === false) return;
    const name = laneOf(parts, request, reply);
    const share = shareOf(name, request);
    if (share === undefined) throw refuseApp('exports-busy', comeAgain(reply));
    const place = await enter(lanes[name], name, reply, share);
    places.set(request, place);
    place.timer = setTimeout(() => tooSlow(reply), parts.limits.answerMs).unref();
  };
  const { keptBytes } = parts.limits;
  return {
    front: openFront({ kept: keptBytes > 0 ? packedBodies(keptBytes) : undefined, admit }),
    lanes,
    guard(http) {
      http.addHook('onRequest', holdRate(parts));
      http.addHook('onSend', (request, _reply, payload, done) => {
        const place = places.get(request);
        clearTimeout(place?.timer);
        if (place !== undefined && isStream(payload)) holdUntilClosed(place, payload);
        done();
      });
      http.addHook('onRoute', route => leaveAtTheEnd(route, places));
    },
  };
}

interface Place {
  readonly leave: Leave;
  timer: NodeJS.Timeout | undefined;
  streams: boolean;
  /** Has the work of this leave come to its end? A second try asks anew. */
  ended: boolean;
}

// A second is spread over, so that those who were turned away together do not come again together.
function comeAgain(reply: FastifyReply): { readonly seconds: number } {
  const seconds = 3 + Math.floor(Math.random() * 5);
  reply.header('retry-after', String(seconds));
  return { seconds };
}

function laneOf(parts: AdmissionParts, request: FastifyRequest, reply: FastifyReply): LaneName {
  const { limits, delayMs, unreadBytes } = parts;
  const name = laneName(request.routeOptions.url ?? '', request.raw.url ?? '');
  const isLate = delayMs() > (name === 'read' ? limits.delayMs : limits.heavyDelayMs);
  if (isLate || unreadBytes() > limits.unreadBytes) throw refuseApp('too-busy', comeAgain(reply));
  return name;
}

async function enter(lane: Lane, name: LaneName, reply: FastifyReply, share: Leave): Promise<Place> {
  const gone = new AbortController();
  const abort = () => gone.abort();
  reply.raw.once('close', abort);
  try {
    const leave = await lane.enter(gone.signal);
    const both = () => {
      leave();
      share();
    };
    return { leave: both, timer: undefined, streams: false, ended: false };
  } catch {
    share();
    throw refuseApp(name === 'export' ? 'exports-busy' : 'too-busy', comeAgain(reply));
  } finally {
    reply.raw.off('close', abort);
  }
}

// The work goes on and keeps its place: what was given up may still hold a connection.
function tooSlow(reply: FastifyReply): void {
  if (!reply.sent && !reply.raw.headersSent) reply.send(refuseApp('too-slow', comeAgain(reply)));
}

interface Streaming {
  once(event: 'close', listener: () => void): unknown;
}

function isStream(payload: unknown): payload is Streaming {
  return typeof (payload as { pipe?: unknown } | null | undefined)?.pipe === 'function';
}

function holdUntilClosed(place: Place, payload: Streaming): void {
  place.streams = true;
  payload.once('close', place.leave);
}

function leaveAtTheEnd(route: RouteOptions, places: WeakMap<FastifyRequest, Place>): void {
  const { handler } = route;
  route.handler = async function (this: FastifyInstance, request, reply) {
    try {
      return await handler.call(this, request, reply);
    } finally {
      const place = places.get(request);
      if (place?.streams === false) place.leave();
      if (place !== undefined) place.ended = true;
    }
  };
}

const exempt = /^\/(?:health|ready)$|^\/assets\//;
const loopback = /^(?:::ffff:)?127\.|^::1$/i;

// Without a named proxy the loopback is this machine, or a proxy nobody named: to hold it would hold all as one.
function isNobodys({ hasProxy }: Pick<AdmissionParts, 'hasProxy'>, address: string): boolean {
  return !hasProxy && loopback.test(address);
}

function holdRate(parts: AdmissionParts) {
  const { perSecond, limits } = parts;
  const rate = perSecond > 0 ? openRate(perSecond, perSecond * limits.burstSeconds, limits.networks) : undefined;
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
    if (rate === undefined || exempt.test(request.raw.url ?? '')) return done();
    if (isNobodys(parts, request.ip)) return done();
    const seconds = rate.take(networkOf(request.ip), performance.now());
    if (seconds === 0) return done();
    reply.header('retry-after', String(seconds));
    done(refuseApp('too-often', { seconds }));
  };
}
