// `/health`: the process lives; it asks nothing else. `/ready`: whether readers can be sent here, and what is not as it should be.
import type { FastifyInstance } from 'fastify';

/** Why readers should not be sent here (`reasons`), and what an operator should look at though they may be (`notes`). */
export interface Standing {
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
}

/** Adds the two addresses that an operator's watch asks. `standing` is asked by whoever asks `/ready`, so it must be cheap. */
export function healthRoutes(http: FastifyInstance, standing: () => Promise<Standing>): void {
  http.get('/health', { config: { policy: 'public' } }, async () => ({ live: true }));
  http.get('/ready', { config: { policy: 'public' } }, async (_request, reply) => {
    const { reasons, notes } = await standing();
    const ready = reasons.length === 0;
    reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    return reply.send({ ready, ...(ready ? {} : { reasons }), ...(notes.length === 0 ? {} : { notes }) });
  });
}
