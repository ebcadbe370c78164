// What every route does first: finds the open register it is asked about, and says how a route is described.
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StoredRegister } from '#store';
import { publicRoute } from './answer.ts';
import type { Described } from './open-api.ts';
import type { RestOptions } from './options.ts';
import { refuseRest } from './refusals.ts';

/** A scope of the server with what its routes read from. */
export interface Reading {
  readonly scope: FastifyInstance;
  readonly options: RestOptions;
  /** The described routes added so far, by their addresses. */
  readonly described: ReadonlyMap<string, Described>;
}

/** The route options: policy and description. */
export function describedRoute(described: Described): { readonly config: FastifyContextConfig } {
  return { config: { ...publicRoute.config, described } as object };
}

/** Opens the reading of a scope: from now on it hears how each route is described. */
export function openReading(scope: FastifyInstance, options: RestOptions): Reading {
  const routes = new Map<string, Described>();
  scope.addHook('onRoute', ({ method, url, config }) => {
    const { described } = (config ?? {}) as { readonly described?: Described };
    if (method === 'GET' && described !== undefined) routes.set(url, described);
  });
  return { scope, options, described: routes };
}

/** A handler of a request about one open register. */
export type AboutRegister = (
  stored: StoredRegister,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply> | FastifyReply;

/** Adds a route under `/registers/{register}`. Registers that are not open are as if they were not there. */
export function aboutRegister(reading: Reading, path: string, described: Described, answer: AboutRegister): void {
  const route = describedRoute({ ...described, path: ['register', ...(described.path ?? [])] });
  reading.scope.get(`/v1/registers/:register${path}`, route, async (request, reply) =>
    answer(await askedRegister(reading.options, request), request, reply),
  );
}

/** The open register a request names. */
export async function askedRegister({ catalogue }: RestOptions, request: FastifyRequest): Promise<StoredRegister> {
  const { register = '' } = request.params as { readonly register?: string };
  return getOpen(await catalogue.find(register), register);
}

/** The register if it is there and open. */
export function getOpen(stored: StoredRegister | undefined, register: string): StoredRegister {
  if (stored?.open) return stored;
  throw refuseRest('no-such-register', { register: register.slice(0, 40) });
}
