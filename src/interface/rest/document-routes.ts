// The description of the API: as OpenAPI 3.1, and as a page to read.
import { Type } from 'typebox';
import { etagOf, publicRoute, sendJson } from './answer.ts';
import { readAsked } from './asked.ts';
import { type ApiDocument, apiPage, pagePolicy } from './page.ts';
import { describedRoute, type Reading } from './reading.ts';

/** `/api/v1/openapi.json` and `/api`. */
export function documentRoutes({ scope, options }: Reading): void {
  const described = describedRoute({ words: 'openapi', answer: Type.Record(Type.String(), Type.Unknown()) });
  scope.get('/v1/openapi.json', described, async (request, reply) => {
    readAsked(request, []);
    if (await options.front.settle(request, reply, etagOf(`${options.build} openapi`))) return reply;
    return sendJson(options.front, request, reply, JSON.stringify(scope.swagger()));
  });
  scope.get('', { ...publicRoute, schema: { hide: true } }, async (request, reply) => {
    if (await options.front.settle(request, reply, etagOf(`${options.build} ${options.style} page`))) return reply;
    const { text } = apiPage(scope.swagger() as ApiDocument, options.style);
    reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8');
    return options.front.send(request, reply, text);
  });
}
