// The page of a search: the answer first, then what was found by register, and a next step whatever came of it.
import { type Html, html } from '#lib/html';
import { searchAddress } from '../address.ts';
import { runOf, titleIn } from '../language.ts';
import { answerFirst } from '../part/answer.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { foundGroups } from '../part/found-groups.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { placeChoice, placeChosen } from '../part/place-choice.ts';
import { registerTable } from '../part/register-table.ts';
import { searchForm } from '../part/search-form.ts';
import type { SearchView } from '../search-view.ts';
import type { Word } from '../words.ts';

/** The page of a search, with or without a question. */
export function searchPage(frame: Frame, view: SearchView): Html {
  const t = wordsOf(frame);
  const asked = view.q !== '';
  const title = asked ? t(isFound(view) ? 'resultsFor' : 'nothingFoundFor', { q: view.q }) : t('searchTitle');
  const content = html`${breadcrumb(frame, [{ text: t('searchTitle') }])}
    <h1 class="${asked ? 'asked' : ''}">${title}</h1>
    ${searchForm(frame, view.q, view.place?.code)}
    ${asked ? outcome(view, frame) : html`${ways(waysAtFirst, frame)}${registers(view, frame)}`}`;
  const page = { title, description: t('homeLead'), content, section: 'search', unlisted: true } as const;
  return layout(frame, { ...page, script: frame.assets.suggestScript });
}

// What only comes near is shown, but not called found.
function isFound({ answers, groups, spelling }: SearchView): boolean {
  if (answers.length > 0) return true;
  return groups.length > 0 && spelling.held !== 'near' && spelling.held !== 'loose';
}

function outcome(view: SearchView, frame: Frame): Html {
  const found = isFound(view);
  return html`${notes(view, frame)}
    ${view.within !== undefined && searchThere(view.within, view, frame)}
    ${placeChosen(view, frame)}
    ${answerFirst(view, frame)}
    ${placeChoice(view, frame)}
    ${foundGroups(view, found, frame)}
    ${!found && ways(waysAgain, frame)}
    ${!found && view.groups.length === 0 && registers(view, frame)}
    ${view.register !== undefined && html`<p class="more"><a href="${searchAddress(frame.lang, view.q, { place: view.place?.code })}">${wordsOf(frame)('searchAll')}</a></p>`}`;
}

// Said quietly: under which spelling the words were found, or read; and, as a link, what may have been meant.
function notes({ q, readAs, spelling, register, place, answers }: SearchView, frame: Frame): Html {
  const t = wordsOf(frame);
  const read = readAs === undefined ? false : html`<p class="hint">${t('readAsLao', { text: readAs })}</p>`;
  if (spelling.held === 'folded')
    return html`${read}<p class="hint">${t('spelledAs', { text: spelling.text, q: readAs ?? q })}</p>`;
  if (spelling.held === 'sound' && answers.length === 0) return html`${read}<p class="hint">${t('soundsAlike')}</p>`;
  if (spelling.held === 'part') return html`${read}<p class="hint">${t('someWords')}</p>`;
  if (spelling.held !== 'near') return html`${read}`;
  const href = searchAddress(frame.lang, spelling.text, { register: register?.name, place: place?.code });
  return html`${read}<p class="meant"><a href="${href}">${runHtml(runOf(t('didYouMean', { q: spelling.text })), frame)}</a></p>`;
}

function searchThere({ q, place }: NonNullable<SearchView['within']>, { register }: SearchView, frame: Frame): Html {
  const name = titleIn(place.title, frame.lang, place.code).text;
  const href = searchAddress(frame.lang, q, { register: register?.name, place: place.code });
  return html`<p class="meant"><a href="${href}">${wordsOf(frame)('searchThere', { q, place: name })}</a></p>`;
}

const waysAtFirst: readonly Word[] = ['askLatin', 'askNumber'];
const waysAgain: readonly Word[] = ['askFewer', 'askSpelling', ...waysAtFirst];

function ways(words: readonly Word[], frame: Frame): Html {
  const t = wordsOf(frame);
  return html`<section class="ways" aria-labelledby="ways"><h2 id="ways">${t('waysToAsk')}</h2>
    <ul>${words.map(word => html`<li>${t(word)}</li>\n`)}</ul></section>`;
}

function registers(view: SearchView, frame: Frame): Html {
  return html`<section aria-labelledby="registers"><h2 id="registers">${wordsOf(frame)('orChoose')}</h2>
    ${registerTable(view.registers, frame)}</section>`;
}
