// `/health`: the process lives. `/ready`: migrations and first-run data are there.
import type { FastifyInstance } from 'fastify';

/** Adds the two addresses that an operator's watch asks. */
export function healthRoutes(http: FastifyInstance, ready: () => boolean): void {
  http.get('/health', { config: { policy: 'public' } }, async () => ({ live: true }));
  http.get('/ready', { config: { policy: 'public' } }, async (_request, reply) =>
    reply.code(ready() ? 200 : 503).send({ ready: ready() }),
  );
}
