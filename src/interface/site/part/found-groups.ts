// What was found, grouped by register, with what matched marked on whole syllables, and the way to all of it.
import { type Content, type Html, html } from '#lib/html';
import { homeOf, registerAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import { runOf } from '../language.ts';
import { writeListQuery } from '../list-query.ts';
import type { Found, FoundCount, FoundGroup, Piece, SearchView } from '../search-view.ts';
import { decodedKey } from '../title.ts';
import { type Frame, runHtml, wordsOf } from './frame.ts';

/** The groups; where nothing was found they come near, and say so. */
export function foundGroups(view: SearchView, found: boolean, frame: Frame): Html | false {
  if (view.groups.length === 0) return false;
  return html`<div class="found">${!found && html`<p class="near">${wordsOf(frame)('comesNear')}</p>`}
    ${view.groups.map(group => groupSection(group, view, found, frame))}</div>`;
}

function groupSection(group: FoundGroup, view: SearchView, found: boolean, frame: Frame): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  const { register, total, results, filters } = group;
  const title = register.title[lang];
  const all = registerAddress(lang, register.name) + writeListQuery({ q: view.q, sort: '', filters });
  const count = total === undefined ? '' : recordsText(total, frame);
  const words =
    total === undefined
      ? t('allInRegister', { register: title })
      : t('allCounted', { count: countText(total, frame), register: title });
  const isMore = found && (total === undefined || !total.exact || total.count > results.length);
  return html`<section aria-labelledby="in-${register.name}">
    <div class="heading"><h2 id="in-${register.name}">${title}</h2><p class="count">${count}</p></div>
    ${results.length > 0 && html`<ul class="results">${results.map(result => foundItem(result, register.name, frame))}</ul>`}
    ${isMore && html`<p class="more"><a href="${all}">${words}</a></p>`}
    </section>`;
}

function recordsText(total: FoundCount, frame: Frame): string {
  const t = wordsOf(frame);
  return total.count === 1 && total.exact ? t('oneRecord') : t('records', { count: countText(total, frame) });
}

function countText({ count, exact }: FoundCount, frame: Frame): string {
  return `${formatNumber(count, frame.lang)}${exact ? '' : '+'}`;
}

// The title in the reader's language leads, the other one follows quietly.
function foundItem(found: Found, register: string, frame: Frame): Html {
  const { key, title, titlePieces, secondPieces, pieces } = found;
  const titles = [titlePieces, secondPieces].filter(one => one !== undefined);
  const inOrder = [...titles.filter(one => isOwn(one, frame)), ...titles.filter(one => !isOwn(one, frame))];
  const [first, second] = inOrder.map(one => marked(one, frame));
  const heading: Content = first ?? runHtml(runOf(title), frame);
  return html`<li><a href="${homeOf(frame.lang, register, key)}">${heading}</a> <span class="code">${decodedKey(key)}</span>${found.sample && html` <span class="mark sample">${wordsOf(frame)('sampleMark')}</span>`}
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
