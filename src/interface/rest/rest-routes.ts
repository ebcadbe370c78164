// The API for reading: headers, limits and problems of all its routes, and the description that is made from them.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { apiHeaders, publicRoute } from './answer.ts';
import { longestAddressBytes } from './asked.ts';
import { documentRoutes } from './document-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { feedRoutes } from './feed-routes.ts';
import type { RestOptions } from './options.ts';
import { sendProblem } from './problem.ts';
import { openReading } from './reading.ts';
import { recordRoutes } from './record-routes.ts';
import { refuseRest } from './refusals.ts';
import { registerRoutes } from './register-routes.ts';
import { searchRoutes } from './search-routes.ts';

/**
 * The plugin: everything under `/api`. It keeps its own headers and its own problem+json answers, and reads through the
 * public role alone. The server must let parameters of paths be as long as addresses (`maxParamLength`).
 */
export function restRoutes(options: RestOptions): FastifyPluginAsync {
  return async app => {
    app.register(
      async scope => {
        holdLimits(scope);
        const reading = openReading(scope, options);
        registerRoutes(reading);
        recordRoutes(reading);
        feedRoutes(reading);
        searchRoutes(reading);
        exportRoutes(reading);
        documentRoutes(reading);
      },
      { prefix: '/api' },
    );
  };
}

function holdLimits(scope: FastifyInstance): void {
  scope.addHook('onRequest', (request, reply, done) => {
    reply.headers(apiHeaders);
    const tooLong = (request.raw.url ?? '').length > longestAddressBytes;
    done(tooLong ? refuseRest('too-long', { most: longestAddressBytes }) : undefined);
  });
  scope.setErrorHandler(sendProblem);
  scope.setNotFoundHandler((request, reply) => sendProblem(refuseRest('no-such-address'), request, reply));
  // Pages elsewhere may ask with If-None-Match, for which browsers ask leave first.
  scope.options('/v1/*', publicRoute, (_request, reply) =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'If-None-Match',
        'access-control-max-age': '86400',
      })
      .send(),
  );
}
