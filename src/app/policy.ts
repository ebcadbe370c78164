// What holds for every route, whoever wrote it: it says who may ask, and its answers carry headers of defence.
// Which rights a policy means is decided elsewhere.
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';

/** The headers of whatever sets no others: nothing may be loaded, framed or guessed. */
const strictest: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Sets the strictest headers; an interface that needs others replaces them. */
export function strictHeaders(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.headers(strictest);
  done();
}

/** Stops the program from starting with a route that does not say who may ask it. */
export function policeRoute(route: RouteOptions): void {
  const { method, url } = route;
  if (policyOf(route) === undefined) throw new Error(`the route ${method} ${url} names no policy`);
}

/** The policy a route names. */
export function policyOf({ config }: Pick<RouteOptions, 'config'>): string | undefined {
  const { policy } = (config ?? {}) as { readonly policy?: unknown };
  return typeof policy === 'string' && policy !== '' ? policy : undefined;
}
