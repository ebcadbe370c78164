// Bold and links within a line of markdown. Bounded look-ahead only, so that a hostile line costs no more than its length.
import { escapeText } from './escape.ts';

const link = /\[([^[\]]{1,300})\]\((https?:\/\/[^\s()<>"'\\]{1,2000})\)/iy;
const longestBold = 2000;

/** The escaped line, with `**bold**` and `[text](https://..)` as elements. */
export function inlineMarkdown(line: string): string {
  let written = '';
  let plainFrom = 0;
  let at = 0;
  while (at < line.length) {
    const found = line[at] === '[' ? readLink(line, at) : line.startsWith('**', at) ? readBold(line, at) : undefined;
    if (found === undefined) at++;
    else {
      written += escapeText(line.slice(plainFrom, at)) + found.html;
      at = found.end;
      plainFrom = at;
    }
  }
  return written + escapeText(line.slice(plainFrom));
}

function readLink(line: string, at: number): { html: string; end: number } | undefined {
  link.lastIndex = at;
  const match = link.exec(line);
  if (match === null) return undefined;
  const address = escapeText(match[2] ?? '');
  return { html: `<a href="${address}" rel="nofollow noopener">${boldOnly(match[1] ?? '')}</a>`, end: link.lastIndex };
}

function readBold(line: string, at: number): { html: string; end: number } | undefined {
  const inner = line.slice(at + 2, at + 2 + longestBold);
  const end = inner.indexOf('**');
  if (end < 1) return undefined;
  return { html: `<strong>${inlineMarkdown(inner.slice(0, end))}</strong>`, end: at + 2 + end + 2 };
}

function boldOnly(text: string): string {
  return text.replace(/\*\*([^*]+)\*\*|[^*]+|\*/g, (whole, bold?: string) =>
    bold === undefined ? escapeText(whole) : `<strong>${escapeText(bold)}</strong>`,
  );
}
