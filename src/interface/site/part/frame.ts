// What every page is told besides its view: language, address, assets. A shape, and the two things made from it.
import { type Content, type Html, html } from '#lib/html';
import type { Language, Run } from '../language.ts';
import { type Speak, speak } from '../words.ts';

/** The frame of a page. `path` stands behind the language (`/enterprise?q=..`); `madeAt` is UTC. */
export interface Frame {
  readonly lang: Language;
  readonly path: string;
  /** The public address of the site, without a slash at its end. */
  readonly origin: string;
  /** Whether this installation shows sample data. */
  readonly sample: boolean;
  /** Whether the logs disagree with what was signed: newer publications may be missing here. */
  readonly barred?: boolean;
  /** Whether there is a register of news to link to. */
  readonly news: boolean;
  readonly madeAt: string;
  readonly assets: AssetAddresses;
}

/** Where the files of the pages are served. */
export interface AssetAddresses {
  readonly style: string;
  readonly icon: string;
  readonly verifyScript: string;
  readonly suggestScript: string;
}

/** A page before it is put into the frame. */
export interface Page {
  readonly title: string;
  readonly description: string;
  readonly content: Html;
  /** Says `noindex`: searches, the past, failures. */
  readonly unlisted?: boolean;
  /** The section of the menu that is lit. */
  readonly section?: 'registers' | 'search' | 'about' | 'article';
  readonly script?: string;
  readonly narrow?: boolean;
}

/** The words in the language of a frame. */
export function wordsOf(frame: Frame): Speak {
  return speak(frame.lang);
}

/** A text with its `lang`, where it is in another language than the page. */
export function runHtml(run: Run, frame: Frame): Content {
  return run.lang === undefined || run.lang === frame.lang
    ? run.text
    : html`<span lang="${run.lang}">${run.text}</span>`;
}
