// The page that describes the API, made from its OpenAPI document: Lao first, English beside it, no script.
import { type Html, html } from '#lib/html';
import { pageWords, parameterWords } from './words.ts';

/** An OpenAPI document; the page reads its paths. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  readonly servers: readonly { readonly url: string }[];
}

interface Operation {
  readonly summary?: string;
  readonly 'x-lo'?: string;
  readonly parameters?: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

/** The policy of the page: its own style, and nothing else. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page. `style` is the address of the site's stylesheet. */
export function apiPage(document: ApiDocument, style: string): Html {
  const { title, about, home } = pageWords;
  return html`<!doctype html>
    <html lang="lo">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title.lo} – ${title.en}</title>
        <link rel="stylesheet" href="${style}">
      </head>
      <body>
        <main>
          <p><a href="/lo/">${home.lo}</a></p>
          <h1>${title.lo} <span lang="en">${title.en}</span></h1>
          <p>${about.lo}</p>
          <p lang="en">${about.en}</p>
          <p><a href="/api/v1/openapi.json">OpenAPI 3.1</a></p>
          ${Object.entries(document.paths).map(([path, operations]) => operationPart(path, operations))}
        </main>
      </body>
    </html>`;
}

function operationPart(path: string, operations: Readonly<Record<string, unknown>> | undefined): Html {
  const operation = (operations?.['get'] ?? {}) as Operation;
  const example = path.includes('{')
    ? html`<code>GET ${path}</code>`
    : html`<a href="${path}"><code>GET ${path}</code></a>`;
  return html`<section>
    <h2>${operation['x-lo']} <span lang="en">${operation.summary}</span></h2>
    <p>${example}</p>
    ${parameterTable(operation.parameters ?? [])}
  </section>`;
}

function parameterTable(parameters: readonly Parameter[]): Html | undefined {
  if (parameters.length === 0) return undefined;
  return html`<table>
    <caption>${pageWords.parameters.lo} <span lang="en">${pageWords.parameters.en}</span></caption>
    <tbody>${parameters.map(parameterRow)}</tbody>
  </table>`;
}

function parameterRow({ name, required }: Parameter): Html {
  const words = parameterWords[wordName(name)];
  return html`<tr>
    <th scope="row"><code>${name}${required === true ? ' *' : ''}</code></th>
    <td>${words?.lo}<br><span lang="en">${words?.en}</span></td>
  </tr>`;
}

function wordName(name: string): keyof typeof parameterWords {
  return name.replace(/-a/, 'A') as keyof typeof parameterWords;
}
