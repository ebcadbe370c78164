// The search box: one field, one button, one hint. Works without script.
import { type Html, html } from '#lib/html';
import { pageAddress } from '../address.ts';
import { longestSearch } from '../list-query.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The search box of the whole site. */
export function searchForm(frame: Frame, q: string): Html {
  const t = wordsOf(frame);
  return html`<form class="search" role="search" action="${pageAddress(frame.lang, 'search')}" method="get">
    <label for="q">${t('searchLabel')}</label>
    <div class="line">
    <input id="q" name="q" type="search" value="${q}" maxlength="${longestSearch}" autocomplete="off" spellcheck="false" aria-describedby="q-hint">
    <button>${t('search')}</button>
    </div>
    <p class="hint" id="q-hint">${t('searchHint')}</p>
    </form>`;
}
