// A small safe markdown: paragraphs, headings, lists, bold, and links to http or https. Everything else is text. It
// never lets HTML through, and its time grows with the length of the text alone.
import { Html } from './html.ts';
import { inlineMarkdown } from './markdown-inline.ts';

/** `topHeading` is the level that `#` gets (2 to 6), so that a page keeps its one first heading. Default 2. */
export interface MarkdownOptions {
  readonly topHeading?: number;
}

type Block =
  | { readonly kind: 'p' | 'ul' | 'ol'; readonly lines: string[] }
  | { readonly kind: 'heading'; readonly level: number; readonly lines: string[] };

const deepestHeading = 6;

/**
 * HTML of a markdown text. A line end inside a paragraph stays a line end (Lao has no spaces to join lines with); an
 * empty line ends the block. Lists are flat (`-`, `*`, `1.`); there are no italics, images, tables, code or HTML.
 */
export function markdown(text: string, options: MarkdownOptions = {}): Html {
  const top = Math.min(Math.max(options.topHeading ?? 2, 1), deepestHeading);
  return new Html(
    blocksOf(text)
      .map(block => writeBlock(block, top))
      .join('\n'),
  );
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const given of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const { kind, level, line } = readLine(given.trim());
    if (kind === 'empty') open = undefined;
    else if (kind === 'heading') {
      blocks.push({ kind, level, lines: [line] });
      open = undefined;
    } else if (open?.kind === kind) open.lines.push(line);
    else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks;
}

function readLine(line: string): { kind: Block['kind'] | 'empty'; level: number; line: string } {
  if (line === '') return { kind: 'empty', level: 0, line };
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return { kind: 'heading', level: (heading[1] ?? '').length, line: heading[2] ?? '' };
  const bullet = /^[-*•]\s+(.*)$/.exec(line);
  if (bullet) return { kind: 'ul', level: 0, line: bullet[1] ?? '' };
  const numbered = /^[0-9\u0ed0-\u0ed9]{1,4}[.)]\s+(.*)$/.exec(line);
  if (numbered) return { kind: 'ol', level: 0, line: numbered[1] ?? '' };
  return { kind: 'p', level: 0, line };
}

function writeBlock(block: Block, top: number): string {
  const lines = block.lines.map(inlineMarkdown);
  if (block.kind === 'p') return `<p>${lines.join('<br>\n')}</p>`;
  if (block.kind !== 'heading')
    return `<${block.kind}>${lines.map(line => `<li>${line}</li>`).join('')}</${block.kind}>`;
  const level = Math.min(top + block.level - 1, deepestHeading);
  return `<h${level}>${lines.join('')}</h${level}>`;
}
