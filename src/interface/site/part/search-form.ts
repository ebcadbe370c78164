// The search box: one field, one button, one hint. Works without script; with it, names are shown while a person types.
import { attributes, type Content, type Html, html } from '#lib/html';
import { pageAddress, suggestAddress } from '../address.ts';
import { longestSearch } from '../list-query.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The search box of the whole site. `place` is the code of the place that a search keeps to. */
export function searchForm(frame: Frame, q: string, place?: string): Html {
  const t = wordsOf(frame);
  return html`<form class="search" role="search" action="${pageAddress(frame.lang, 'search')}" method="get">
    <label for="q">${t('searchLabel')}</label>
    ${searchLine(frame, q, { 'aria-describedby': 'q-hint' })}
    <p class="hint" id="q-hint">${t('searchHint')}</p>
    ${place !== undefined && html`<input type="hidden" name="place" value="${place}">`}
    </form>`;
}

/** The field and its button, for any form that searches; names of one register where one is given. */
export function searchLine(
  frame: Frame,
  q: string,
  more: Readonly<Record<string, string>>,
  register?: string,
): Content {
  const t = wordsOf(frame);
  const island = {
    'data-from': suggestAddress,
    'data-register': register,
    'data-label': t('suggestions'),
    'data-many': t('suggestionsMany'),
    'data-none': t('suggestionsNone'),
  };
  const field = { id: 'q', name: 'q', type: 'search', value: q, maxlength: longestSearch, ...more };
  return html`<suggest-names${attributes(island)}><div class="line">
    <input${attributes(field)} autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search">
    <button>${t('search')}</button>
    </div></suggest-names>`;
}
