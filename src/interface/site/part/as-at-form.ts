// Asks for a record as it was published on a day.
import { type Html, html } from '#lib/html';
import { recordAddress } from '../address.ts';
import type { RecordView } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The form that shows a record as at a day. */
export function asAtForm({ register, key }: RecordView, asAt: string | undefined, frame: Frame): Html {
  const t = wordsOf(frame);
  return html`<form class="as-at" action="${recordAddress(frame.lang, register.name, key)}" method="get">
    <label for="as-at">${t('asAtLabel')}</label>
    <input id="as-at" name="as-at" type="date" value="${asAt?.includes('-') === true ? asAt : ''}" required>
    <button>${t('show')}</button>
    </form>`;
}
