// Keeps a search to a place: the one that is chosen, to be removed, or the provinces where results lie, to be chosen from.
import { type Html, html } from '#lib/html';
import { searchAddress } from '../address.ts';
import { titleIn } from '../language.ts';
import type { SearchPlace, SearchView } from '../search-view.ts';
import { type Frame, runHtml, wordsOf } from './frame.ts';

/** The place that a search keeps to, as a link without it; nothing where it keeps to none. */
export function placeChosen(view: SearchView, frame: Frame): Html | false {
  const t = wordsOf(frame);
  const { place } = view;
  if (place === undefined) return false;
  return html`<section aria-label="${t('chosen')}"><ul class="chosen"><li><a href="${address(view, undefined, frame)}" rel="nofollow"><span
    class="unseen">${t('remove')}: </span>${t('onlyIn', { place: '' })}${name(place, frame)} <span aria-hidden="true">×</span></a></li></ul></section>`;
}

/** The provinces to choose from, folded; nothing where results do not spread. */
export function placeChoice(view: SearchView, frame: Frame): Html | false {
  if (view.places.length < 2) return false;
  const links = view.places.map(
    one => html`<li><a href="${address(view, one.code, frame)}" rel="nofollow">${name(one, frame)}</a></li>\n`,
  );
  return html`<details class="spread"><summary>${wordsOf(frame)('oneProvince')}</summary><ul class="chosen">${links}</ul></details>`;
}

function name({ code, title }: SearchPlace, frame: Frame) {
  return runHtml(titleIn(title, frame.lang, code), frame);
}

function address({ q, register }: SearchView, place: string | undefined, frame: Frame): string {
  return searchAddress(frame.lang, q, { register: register?.name, place });
}
