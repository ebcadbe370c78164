// The document around every page: head, header with the woven band, foot. It knows no register.
import { attributes, type Html, html } from '#lib/html';
import { pageAddress, registerAddress } from '../address.ts';
import { formatTime } from '../format.ts';
import { languages, otherLanguage } from '../language.ts';
import { type Frame, type Page, wordsOf } from './frame.ts';

/** The whole document of a page. */
export function layout(frame: Frame, page: Page): Html {
  return html`<!doctype html>
    <html lang="${frame.lang}">
    ${head(frame, page)}
    <body>
    <a class="skip" href="#content">${wordsOf(frame)('skip')}</a>
    ${header(frame, page)}
    <main id="content" tabindex="-1">
    ${page.content}
    </main>
    ${footer(frame)}
    </body>
    </html>
`;
}

function head(frame: Frame, page: Page): Html {
  const t = wordsOf(frame);
  const title = page.title === '' ? `${t('siteName')} ${t('siteBranch')}` : `${page.title} – ${t('siteName')}`;
  const alternates = languages.map(
    lang => html`<link rel="alternate" hreflang="${lang}" href="${frame.origin}/${lang}${frame.path}">\n`,
  );
  return html`<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <meta name="description" content="${page.description}">
    ${page.unlisted === true && html`<meta name="robots" content="noindex">`}
    <meta name="color-scheme" content="light dark">
    <link rel="canonical" href="${frame.origin}/${frame.lang}${frame.path}">
    ${alternates}
    <link rel="icon" href="${frame.assets.icon}" type="image/svg+xml">
    <link rel="stylesheet" href="${frame.assets.style}">
    ${page.script !== undefined && html`<script src="${page.script}" type="module"></script>`}
    </head>`;
}

function sampleBand(frame: Frame): Html {
  return html`<p class="sample-band">${wordsOf(frame)('sample')}</p>`;
}

function header(frame: Frame, page: Page): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  const other = otherLanguage(lang);
  const item = (href: string, text: string, section: Page['section']) =>
    html`<li><a${attributes({ href, 'aria-current': page.section === section ? 'true' : undefined })}>${text}</a></li>`;
  return html`<header class="top">
    ${frame.barred === true && html`<p class="sample-band" role="status">${t('barred')}</p>`}
    ${frame.sample && sampleBand(frame)}
    <div class="bar">
    <a class="name" href="${pageAddress(lang, '')}"><b>${t('siteName')}</b> <span>${t('siteBranch')}</span></a>
    <a class="tongue" href="/lang/${other}?to=${encodeURIComponent(`/${other}${frame.path}`)}" lang="${other}" hreflang="${other}" rel="alternate nofollow">${t('otherLanguage')}</a>
    <nav aria-label="${t('menu')}"><ul>
    ${item(pageAddress(lang, 'registers'), t('data'), 'registers')}
    ${frame.news && item(registerAddress(lang, 'article'), t('newsShort'), 'article')}
    ${item(pageAddress(lang, 'search'), t('search'), 'search')}
    ${item(pageAddress(lang, 'about'), t('aboutShort'), 'about')}
    </ul></nav>
    </div>
    <div class="band"></div>
    </header>`;
}

function footer(frame: Frame): Html {
  const t = wordsOf(frame);
  const address = `${frame.origin}/${frame.lang}${frame.path}`;
  return html`<footer class="foot">
    <div class="band"></div>
    <div class="bar">
    <p><b>${t('siteName')}</b> – ${t('footSentence')}</p>
    <nav aria-label="${t('footMenu')}"><ul>
    <li><a href="${pageAddress(frame.lang, 'registers')}">${t('allRegisters')}</a></li>
    <li><a href="${pageAddress(frame.lang, 'about')}">${t('about')}</a></li>
    <li><a href="/api">${t('api')}</a></li>
    </ul></nav>
    </div>
    <p class="printed">${t('printedFrom', { address, date: formatTime(frame.madeAt, frame.lang) })}</p>
    </footer>`;
}
