// What stands before the making of an answer: the version a reader already has, an answer made before, one that is being
// made for another reader just now, and leave to make it. And behind it: packing, once for all who ask the same.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedCoding, type Coding, packBytes } from './coding.ts';
import type { PackedBodies, PackedBody } from './packed-bodies.ts';

/** The doorkeeper of a server's answers. */
export interface Front {
  /**
   * Answers what can be answered without making it: 304, or an answer of the same address and version made before. False: it
   * is not answered, leave is given, and the caller makes the answer. Without an ETag it only waits for leave. It rejects
   * where leave is not given. An answer that is not `sent` below but streamed is `alone`: nobody waits for it.
   */
  settle(request: FastifyRequest, reply: FastifyReply, etag?: string, alone?: 'alone'): Promise<boolean>;
  /** Sends a text or bytes whose headers are set, packed as the reader takes it. */
  send(request: FastifyRequest, reply: FastifyReply, content: string | Uint8Array): Promise<FastifyReply>;
}

/** What a front is made of. `admit` waits until the answer to a request may be made. */
export interface FrontParts {
  readonly kept: PackedBodies | undefined;
  admit(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

type Making = Map<string, Promise<PackedBody | undefined>>;

const smallestPackedBytes = 1024;
// A long address is nobody else's: kept, it would only let a stranger fill the memory with addresses.
const longestSharedAddress = 1024;

/** A front that keeps nothing and lets everybody in at once. */
export const plainFront: Front = openFront({ kept: undefined, admit: async () => {} });

/** Opens a front. */
export function openFront({ kept, admit }: FrontParts): Front {
  const making: Making = new Map();
  return {
    async settle(request, reply, etag, alone) {
      if (etag !== undefined) {
        reply.header('etag', etag);
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
        if (hasVersion(request, etag)) return answered(reply.code(304).send());
        const key = kept === undefined || alone !== undefined ? undefined : keyOf(request, reply, etag);
        // A second try of the same answer must not wait for its first.
        const isOwn = announcements.get(reply)?.key === key;
        const made = key === undefined ? undefined : (kept?.get(key) ?? (isOwn ? undefined : await making.get(key)));
        if (made !== undefined) return answered(reply.headers(made.headers).send(made.bytes));
        if (key !== undefined && !isOwn) announce(making, key, reply);
      }
      await admit(request, reply);
      return false;
    },
    async send(request, reply, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const coding = bytes.length < smallestPackedBytes ? 'identity' : codingFor(request, reply);
      if (bytes.length >= smallestPackedBytes) reply.header('vary', 'accept-encoding');
      if (coding !== 'identity') reply.header('content-encoding', coding);
      const body = { headers: reply.getHeaders(), bytes: await packBytes(bytes, coding) };
      const announced = announcements.get(reply);
      const lasts = announced !== undefined && reply.statusCode === 200 && !reply.hasHeader('set-cookie');
      if (lasts) kept?.offer(announced.key, body);
      announced?.end(lasts ? body : undefined);
      return reply.send(body.bytes);
    },
  };
}

// A reply is a thenable that gives nothing: handed on, it would say undefined.
function answered(_sent: FastifyReply): true {
  return true;
}

interface Announced {
  readonly key: string;
  end(body: PackedBody | undefined): void;
}

const announcements = new WeakMap<FastifyReply, Announced>();

// Who asks the same while this answer is made gets it too, unless it comes to nothing.
function announce(making: Making, key: string, reply: FastifyReply): void {
  const { promise, resolve } = Promise.withResolvers<PackedBody | undefined>();
  if (!making.has(key)) making.set(key, promise);
  const end = (body: PackedBody | undefined) => {
    if (making.get(key) === promise) making.delete(key);
    resolve(body);
  };
  announcements.set(reply, { key, end });
  reply.raw.once('close', () => end(undefined));
}

/** Whether the reader has that version already (RFC 9110, 13.1.2: compared weakly). */
export function hasVersion(request: FastifyRequest, etag: string): boolean {
  const given = request.headers['if-none-match'];
  if (given === undefined) return false;
  const bare = (one: string) => one.trim().replace(/^W\//, '');
  return given.split(',').some(one => one.trim() === '*' || bare(one) === bare(etag));
}

function keyOf(request: FastifyRequest, reply: FastifyReply, etag: string): string | undefined {
  const { url = '' } = request.raw;
  if (request.method !== 'GET' || url.length > longestSharedAddress) return undefined;
  const coding = codingFor(request, reply);
  return coding === 'identity' ? undefined : `${coding} ${etag} ${url}`;
}

// What mixes a secret of one reader with what another may have written is not packed: its length would tell (BREACH).
function codingFor(request: FastifyRequest, reply: FastifyReply): Coding {
  const { authorization, cookie = '' } = request.headers;
  const hasSecret = authorization !== undefined || /(?:^|;)\s*(?!lang=)[^=;\s]+=/.test(cookie);
  if (hasSecret || reply.hasHeader('set-cookie')) return 'identity';
  return acceptedCoding(request.headers['accept-encoding']);
}
