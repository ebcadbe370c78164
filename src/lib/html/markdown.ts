// A small safe markdown: paragraphs, headings, lists, bold, and links to http or https. Everything else is text. It
// never lets HTML through, and its time grows with the length of the text alone.
import { Html } from './html.ts';
import { inlineMarkdown } from './markdown-inline.ts';

/** `topHeading` is the level that the highest heading of the text gets (1 to 6, default 2), so that a page keeps its first. */
export interface MarkdownOptions {
  readonly topHeading?: number;
}

type Block =
  | { readonly kind: 'p' | 'ul' | 'ol'; readonly lines: string[] }
  | { readonly kind: 'heading'; readonly level: number; readonly lines: string[] };

const deepestHeading = 6;

/**
 * HTML of a markdown text. A line end inside a paragraph stays a line end (Lao has no spaces to join lines with); an
 * empty line ends the block. No heading is more than one level below the one before it. Lists are flat (`-`, `*`, `1.`); there are no italics, images, tables, code or HTML.
 */
export function markdown(text: string, options: MarkdownOptions = {}): Html {
  const top = Math.min(Math.max(options.topHeading ?? 2, 1), deepestHeading);
  return new Html(withLevels(blocksOf(text), top).map(writeBlock).join('\n'));
}

// Authors begin with any number of `#`; a reader of headings must not fall through a missing level.
function withLevels(blocks: readonly Block[], top: number): Block[] {
  const used = [...new Set(blocks.flatMap(block => (block.kind === 'heading' ? [block.level] : [])))].sort();
  let above = top - 1;
  return blocks.map(block => {
    if (block.kind !== 'heading') return block;
    above = Math.min(top + used.indexOf(block.level), above + 1, deepestHeading);
    return { ...block, level: above };
  });
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

function writeBlock(block: Block): string {
  const lines = block.lines.map(inlineMarkdown);
  if (block.kind === 'p') return `<p>${lines.join('<br>\n')}</p>`;
  if (block.kind !== 'heading')
    return `<${block.kind}>${lines.map(line => `<li>${line}</li>`).join('')}</${block.kind}>`;
  return `<h${block.level}>${lines.join('')}</h${block.level}>`;
}
