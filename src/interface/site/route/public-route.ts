// The policy of every route of the site: anybody may ask. A house test refuses a route that names none.
import type { FastifyContextConfig } from 'fastify';

const policy: object = { policy: 'public' };

/** The options of a route that anybody may ask. */
export const publicRoute: { readonly config: FastifyContextConfig } = { config: policy };
