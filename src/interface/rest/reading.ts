// What every route does first: finds the open register it is asked about, and says how a route is described.
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { StoredRegister } from '#store';
import { publicRoute } from './answer.ts';
import type { RestOptions } from './options.ts';
import { refuseRest } from './refusals.ts';
import { parameters, problemShape } from './schemas.ts';
import { routeWords } from './words.ts';

/** A scope of the server with what its routes read from. */
export interface Reading {
  readonly scope: FastifyInstance;
  readonly options: RestOptions;
}

type ParameterName = keyof typeof parameters;

/** How a route is described: its words, its parameters, and the shape of its answer. */
export interface Described {
  readonly words: keyof typeof routeWords;
  readonly path?: readonly ParameterName[];
  readonly query?: readonly ParameterName[];
  /** Those of the query without which there is no answer. */
  readonly needs?: readonly ParameterName[];
  readonly answer: TSchema;
  /** JSON unless said. */
  readonly contentType?: string;
}

/** The route options: policy and OpenAPI description. */
export function describedRoute(described: Described) {
  const { words, path, query, needs = [], answer, contentType = 'application/json' } = described;
  const { lo, en } = routeWords[words];
  const problem = { description: 'problem', content: { 'application/problem+json': { schema: problemShape } } };
  const schema = {
    summary: en,
    'x-lo': lo,
    ...(path === undefined ? {} : { params: shapeOf(path) }),
    ...(query === undefined ? {} : { querystring: askedShape(query, needs) }),
    response: { 200: { description: en, content: { [contentType]: { schema: answer } } }, '4xx': problem },
  };
  return { ...publicRoute, schema: schema as FastifySchema };
}

function askedShape(names: readonly ParameterName[], needs: readonly ParameterName[]): TSchema {
  const shape = (name: ParameterName) => (needs.includes(name) ? parameters[name] : Type.Optional(parameters[name]));
  return Type.Object(Object.fromEntries(names.map(name => [name, shape(name)])));
}

function shapeOf(names: readonly ParameterName[]): TSchema {
  return Type.Object(Object.fromEntries(names.map(name => [name, parameters[name]])));
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
