// The front door in no language, and the link that changes the language.
import type { FastifyInstance } from 'fastify';
import { languages } from '../language.ts';
import { addressAfterChoice, chosenLanguage, languageCookie } from './language-choice.ts';
import { publicRoute } from './public-route.ts';

/** `/` leads to the language last chosen, Lao at first, whatever the phone is set to; `/lang/{lang}` chooses. */
export function languageRoutes(scope: FastifyInstance): void {
  scope.get('/', publicRoute, (request, reply) =>
    reply.header('cache-control', 'no-store').redirect(`/${chosenLanguage(request.headers.cookie) ?? 'lo'}/`, 303),
  );
  for (const lang of languages) {
    scope.get(`/${lang}`, publicRoute, (_request, reply) => reply.redirect(`/${lang}/`, 308));
    scope.get<{ Querystring: { to?: string | string[] } }>(`/lang/${lang}`, publicRoute, (request, reply) => {
      const { to } = request.query;
      return reply
        .header('cache-control', 'no-store')
        .header('set-cookie', languageCookie(lang))
        .redirect(addressAfterChoice(typeof to === 'string' ? to : undefined, lang), 303);
    });
  }
}
