// The page that says no: what happened in one line, why where it is known, and the next step. It never blames.
import { type Html, html } from '#lib/html';
import { pageAddress } from '../address.ts';
import { type Frame, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { searchForm } from '../part/search-form.ts';
import { speak, type Word } from '../words.ts';

/** What sort of failure a page tells of. */
export type FailureKind = 'absent' | 'invalid' | 'forbidden' | 'gone' | 'busy' | 'often' | 'away' | 'fault';

/** A failure: its sentence and next step where a refusal gave them, a reference where the fault is ours. */
export interface Failure {
  readonly kind: FailureKind;
  readonly sentence?: string;
  readonly next?: string;
  readonly reference?: string;
}

const kinds: Readonly<Record<FailureKind, { readonly title: Word; readonly next: Word }>> = {
  absent: { title: 'absentTitle', next: 'absentNext' },
  invalid: { title: 'invalidTitle', next: 'invalidNext' },
  forbidden: { title: 'forbiddenTitle', next: 'forbiddenNext' },
  gone: { title: 'goneTitle', next: 'goneNext' },
  busy: { title: 'busyTitle', next: 'busyNext' },
  often: { title: 'oftenTitle', next: 'oftenNext' },
  away: { title: 'awayTitle', next: 'awayNext' },
  fault: { title: 'faultTitle', next: 'faultNext' },
};

// What passes by itself is said in both languages: whoever came in the other one should not have to ask once more.
function isPassing(kind: FailureKind): boolean {
  return kind === 'busy' || kind === 'often' || kind === 'away';
}

/** The page of a failure. */
export function failurePage(frame: Frame, failure: Failure): Html {
  const t = wordsOf(frame);
  const { title, next } = kinds[failure.kind];
  const other = frame.lang === 'lo' ? 'en' : 'lo';
  const hasBox = failure.kind === 'absent' || failure.kind === 'invalid';
  const content = html`<div class="failure">
    <h1>${t(title)}</h1>
    ${failure.sentence !== undefined && html`<p class="lead">${failure.sentence}</p>`}
    <p>${failure.next ?? t(next)}${failure.reference !== undefined && html` <span class="code">${failure.reference}</span>`}</p>
    ${isPassing(failure.kind) && html`<p lang="${other}">${speak(other)(title)}. ${speak(other)(failure.kind === 'away' ? 'busyNext' : next)}</p>`}
    ${hasBox && searchForm(frame, '')}
    <ul class="acts"><li><a href="${pageAddress(frame.lang, '')}">${t('home')}</a></li>
    <li><a href="${pageAddress(frame.lang, 'registers')}">${t('allRegisters')}</a></li></ul>
    </div>`;
  const page = { title: t(title), description: t(title), content, unlisted: true };
  return layout(frame, hasBox ? { ...page, script: frame.assets.suggestScript } : page);
}
