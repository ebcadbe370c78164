// The description of the API: as OpenAPI 3.1, and as a page to read.
import { etagOf, publicRoute, sendJson } from './answer.ts';
import { readAsked } from './asked.ts';
import { openApi } from './open-api.ts';
import { apiPage, pagePolicy } from './page.ts';
import { describedRoute, type Reading } from './reading.ts';
import { anything, names } from './shape.ts';

/** `/api/v1/openapi.json` and `/api`. */
export function documentRoutes({ scope, options, described: routes }: Reading): void {
  const described = describedRoute({ words: 'openapi', answer: names(anything) });
  scope.get('/v1/openapi.json', described, async (request, reply) => {
    readAsked(request, []);
    if (await options.front.settle(request, reply, etagOf(`${options.build} openapi`))) return reply;
    return sendJson(options.front, request, reply, JSON.stringify(openApi(routes)));
  });
  scope.get('', publicRoute, async (request, reply) => {
    if (await options.front.settle(request, reply, etagOf(`${options.build} ${options.style} page`))) return reply;
    const { text } = apiPage(openApi(routes), options.style);
    reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8');
    return options.front.send(request, reply, text);
  });
}
