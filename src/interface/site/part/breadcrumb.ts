// The way from the front page to this page.
import { type Content, type Html, html } from '#lib/html';
import type { Bilingual } from '#register';
import { pageAddress } from '../address.ts';
import { type Frame, wordsOf } from './frame.ts';

/** One step of the way; the last one has no address. */
export interface Step {
  readonly text: Content;
  readonly href?: string;
}

/** The way as a list of links, the front page before it. */
export function breadcrumb(frame: Frame, steps: readonly Step[]): Html {
  const t = wordsOf(frame);
  const all: readonly Step[] = [{ text: t('home'), href: pageAddress(frame.lang, '') }, ...steps];
  const items = all.map(
    ({ text, href }) => html`<li>${href === undefined ? text : html`<a href="${href}">${text}</a>`}</li>\n`,
  );
  return html`<nav class="way" aria-label="${t('breadcrumb')}"><ol>${items}</ol></nav>`;
}

/** A title of two languages in that of the page. */
export function inLanguage(title: Bilingual, frame: Frame): string {
  return title[frame.lang];
}
