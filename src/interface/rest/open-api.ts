// The description of the API as OpenAPI 3.1, made from what the routes say of themselves.
import type { ApiDocument } from './page.ts';
import { parameters, problemShape } from './schemas.ts';
import type { Shape } from './shape.ts';
import { pageWords, routeWords } from './words.ts';

/** A parameter by its name. */
export type ParameterName = keyof typeof parameters;

/** How a route is described: its words, its parameters, and the shape of its answer. */
export interface Described {
  readonly words: keyof typeof routeWords;
  readonly path?: readonly ParameterName[];
  readonly query?: readonly ParameterName[];
  /** Those of the query without which there is no answer. */
  readonly needs?: readonly ParameterName[];
  readonly answer: Shape;
  /** JSON unless said. */
  readonly contentType?: string;
}

const info = {
  title: `Laopedia – ${pageWords.title.en}`,
  summary: pageWords.title.lo,
  description: `${pageWords.about.en}\n\n${pageWords.about.lo}`,
  version: '1',
};

/** The document over routes by their addresses (`/api/v1/registers/:register`). */
export function openApi(routes: ReadonlyMap<string, Described>): ApiDocument {
  const paths = [...routes].map(
    ([url, described]) => [url.replaceAll(/:(\w+)/g, '{$1}'), { get: operationOf(described) }] as const,
  );
  return {
    openapi: '3.1.0',
    info,
    components: { schemas: {} },
    paths: Object.fromEntries(paths),
    servers: [{ url: '/' }],
  };
}

function operationOf({ words, path = [], query = [], needs = [], answer, contentType }: Described) {
  const { lo, en } = routeWords[words];
  const asked = [
    ...query.map(name => parameterOf(name, 'query', needs.includes(name))),
    ...path.map(name => parameterOf(name, 'path', true)),
  ];
  return {
    summary: en,
    ...(asked.length === 0 ? {} : { parameters: asked }),
    'x-lo': lo,
    responses: {
      200: { description: en, content: { [contentType ?? 'application/json']: { schema: answer } } },
      '4XX': { description: 'problem', content: { 'application/problem+json': { schema: problemShape } } },
    },
  };
}

function parameterOf(name: ParameterName, place: 'path' | 'query', required: boolean) {
  const { description, ...schema } = parameters[name];
  return { schema, in: place, name, required, description };
}
