// Takes out of an error's words what a request brought: search words, keys, names and numbers are somebody's own. Text in, text out.
import type { IncomingMessage } from 'node:http';

/** What stands where something was taken out. */
const gap = '…';
const shortestWord = 3;
const mostWords = 500;
// What every client sends of itself, and the address it asked for: nobody's own, and needed to understand a fault.
const ordinary =
  /^(accept.*|connection|content-(length|type|encoding)|host|if-.*|range|te|transfer-encoding|upgrade.*)$/;
// Of our own addresses and sentences.
const plain = /^(api|export|history|key|log|page|proof|public|records?|registers?|search|suggest|tile|verify)$/i;
const quoted = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”|«[^»\n]*»/g;
const beyondAscii = /[^\p{ASCII}…]+/gu;
const wordEdge = /[^\p{L}\p{M}\p{N}]+/u;

/** The words of a request that its fault must not repeat: of the address as sent and as read, and of its fields. */
export function wordsOf({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): ReadonlySet<string> {
  const fields = Object.entries(headers).flatMap(([name, value]) => (ordinary.test(name) ? [] : [String(value)]));
  const texts = [url, decoded(url), ...fields, ...fields.map(decoded)];
  const words = texts
    .flatMap(text => text.split(wordEdge))
    .filter(word => word.length >= shortestWord && !plain.test(word));
  return new Set(words.slice(0, mostWords).map(word => word.toLowerCase()));
}

/** The text without what stands in quotes, without letters beyond ASCII, and without these words. */
export function masked(text: string, words: ReadonlySet<string>): string {
  const open = text.replace(quoted, gap).replace(beyondAscii, gap);
  return open.replace(/[A-Za-z0-9]{3,}/g, word => (words.has(word.toLowerCase()) ? gap : word));
}

function decoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());
}
