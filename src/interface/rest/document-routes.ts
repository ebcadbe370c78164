// The description of the API: as OpenAPI 3.1, and as a page to read.
import { Type } from 'typebox';
import { isKnown, publicRoute, sendJson } from './answer.ts';
import { readAsked } from './asked.ts';
import { type ApiDocument, apiPage, pagePolicy } from './page.ts';
import { describedRoute, type Reading } from './reading.ts';

/** `/api/v1/openapi.json` and `/api`. */
export function documentRoutes({ scope, options }: Reading): void {
  const described = describedRoute({ words: 'openapi', answer: Type.Record(Type.String(), Type.Unknown()) });
  scope.get('/v1/openapi.json', described, (request, reply) => {
    readAsked(request, []);
    if (isKnown(request, reply, `${options.build} openapi`)) return reply.send();
    return sendJson(request, reply, JSON.stringify(scope.swagger()));
  });
  scope.get('', { ...publicRoute, schema: { hide: true } }, (request, reply) => {
    if (isKnown(request, reply, `${options.build} ${options.style} page`)) return reply.send();
    const { text } = apiPage(scope.swagger() as ApiDocument, options.style);
    return reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(text);
  });
}
