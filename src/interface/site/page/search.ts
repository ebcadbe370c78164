// What was found, grouped by register, with what matched marked on whole syllables; and a next step where nothing was.
import { type Html, html } from '#lib/html';
import type { Register } from '#register';
import { homeOf, pageAddress, registerAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import { runOf } from '../language.ts';
import { writeListQuery } from '../list-query.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { searchForm } from '../part/search-form.ts';
import { decodedKey } from '../title.ts';
import type { Found, FoundGroup, Piece, SearchView } from '../view.ts';

/** The page of a search, with or without a question. */
export function searchPage(frame: Frame, view: SearchView): Html {
  const t = wordsOf(frame);
  const title = view.q === '' ? t('searchTitle') : t('resultsFor', { q: view.q });
  const content = html`${breadcrumb(frame, [{ text: t('searchTitle') }])}
    <h1 class="${view.q === '' ? '' : 'answer'}">${title}</h1>
    ${searchForm(frame, view.q)}
    ${view.q !== '' && answer(view, frame)}`;
  return layout(frame, { title, description: t('homeLead'), content, section: 'search', unlisted: true });
}

function answer(view: SearchView, frame: Frame): Html {
  const groups = view.groups.filter(({ results }) => results.length > 0);
  if (groups.length > 0) return html`<div class="found">${groups.map(group => groupSection(group, view, frame))}</div>`;
  const t = wordsOf(frame);
  return html`<div class="empty"><p><b>${t('nothingFound')}</b></p><p>${t('nothingFoundNext')}</p>
    <ul class="acts">${view.registers.map(register => registerLink(register, frame))}</ul></div>`;
}

function registerLink(register: Register, frame: Frame): Html {
  return html`<li><a href="${registerAddress(frame.lang, register.name)}">${register.title[frame.lang]}</a></li>\n`;
}

function groupSection({ register, count, results }: FoundGroup, view: SearchView, frame: Frame): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  const all = registerAddress(lang, register.name) + writeListQuery({ q: view.q, sort: '', filters: {} });
  const number = count === null ? '' : t('records', { count: formatNumber(count, lang) });
  const more = count === null || count > results.length;
  return html`<section aria-labelledby="in-${register.name}">
    <div class="heading"><h2 id="in-${register.name}">${register.title[lang]}</h2><p class="count">${number}</p></div>
    <ul class="results">${results.map(result => foundItem(result, register, frame))}</ul>
    ${more && html`<p class="more"><a href="${all}">${t('allInRegister', { register: register.title[lang] })}</a></p>`}
    ${view.register !== undefined && html`<p class="more"><a href="${pageAddress(lang, 'search')}?q=${encodeURIComponent(view.q)}">${t('searchAll')}</a></p>`}
    </section>`;
}

// The title in the reader's language leads, the other one follows quietly.
function foundItem({ key, title, titlePieces, secondPieces, pieces }: Found, register: Register, frame: Frame): Html {
  const titles = [titlePieces, secondPieces].filter(one => one !== undefined);
  const inOrder = [...titles.filter(one => isOwn(one, frame)), ...titles.filter(one => !isOwn(one, frame))];
  const [first, second] = inOrder.map(one => marked(one, frame));
  const heading = first ?? runHtml(runOf(title), frame);
  return html`<li><a href="${homeOf(frame.lang, register.name, key)}">${heading}</a> <span class="code">${decodedKey(key)}</span>
    ${second !== undefined && html`<p class="second">${second}</p>`}
    ${pieces.length > 0 && html`<p>${marked(pieces, frame)}</p>`}</li>\n`;
}

function isOwn(pieces: readonly Piece[], { lang }: Frame): boolean {
  return runOf(pieces.map(piece => piece.text).join('')).lang === lang;
}

function marked(pieces: readonly Piece[], frame: Frame): Html {
  const inner = html`${pieces.map(piece => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}`;
  const { lang } = runOf(pieces.map(piece => piece.text).join(''));
  return lang === undefined || lang === frame.lang ? inner : html`<span lang="${lang}">${inner}</span>`;
}
