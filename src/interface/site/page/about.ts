// What this board is and how to trust it, in five short parts.
import { type Html, html } from '#lib/html';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import type { Word } from '../words.ts';

const parts: readonly (readonly [title: Word, text: Word])[] = [
  ['aboutWhat', 'aboutWhatText'],
  ['aboutTrust', 'aboutTrustText'],
  ['aboutCopy', 'aboutCopyText'],
  ['aboutWrong', 'aboutWrongText'],
];

/** The page about the board. */
export function aboutPage(frame: Frame): Html {
  const t = wordsOf(frame);
  const shown = frame.sample ? [...parts, ['aboutSample', 'aboutSampleText'] as const] : parts;
  const content = html`${breadcrumb(frame, [{ text: t('about') }])}
    <h1>${t('aboutTitle')}</h1>
    <p class="lead">${t('aboutLead')}</p>
    <div class="prose">${shown.map(([title, text]) => html`<h2>${t(title)}</h2><p>${t(text)}</p>\n`)}</div>`;
  return layout(frame, { title: t('aboutTitle'), description: t('aboutLead'), content, section: 'about' });
}
