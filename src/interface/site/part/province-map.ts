// The country as eighteen cells: a schematic map in SVG, every cell a link. Its list always stands beside it.
import { attributes, type Html, html } from '#lib/html';
import { lineBreaks } from '#lib/lao';
import { placeAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import type { ProvinceCell } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

const cellSize = 100;
const gap = 6;
const longestLine = 9;
const longestLatin = 9;

/** The map of all provinces, shaded by their counts in four steps. For eye and finger: keyboard and voice use the list. */
export function provinceMap(cells: readonly ProvinceCell[], frame: Frame): Html {
  const most = Math.max(1, ...cells.map(cell => cell.count));
  return html`<svg class="map" viewBox="${viewBox(cells)}" aria-hidden="true">
    ${cells.map(cell => linkedCell(cell, shade(cell.count, most), frame))}
    </svg>`;
}

/** A small map with one province marked and its name under it. */
export function placeMap(cells: readonly ProvinceCell[], code: string, frame: Frame): Html | false {
  const marked = cells.find(cell => cell.code === code);
  if (marked === undefined) return false;
  const label = wordsOf(frame)('mapWith', { name: marked.name[frame.lang] });
  const squares = cells.map(cell => html`<rect${attributes({ ...box(cell), class: cell === marked && 'here' })}/>`);
  return html`<figure class="where"><svg class="map small" viewBox="${viewBox(cells)}" role="img" aria-label="${label}">${squares}</svg>
    <figcaption><a href="${placeAddress(frame.lang, code)}">${marked.name[frame.lang]}</a></figcaption></figure>`;
}

/** The provinces with their counts, as a list beside the map. */
export function provinceList(cells: readonly ProvinceCell[], frame: Frame): Html {
  const rows = cells
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
    .map(
      ({
        code,
        name,
        count,
      }) => html`<li><a href="${placeAddress(frame.lang, code)}"><span class="number">${code}</span>
        ${name[frame.lang]}</a> <span class="count">${formatNumber(count, frame.lang)}</span></li>\n`,
    );
  return html`<ol class="provinces">${rows}</ol>`;
}

function linkedCell(cell: ProvinceCell, step: number, frame: Frame): Html {
  const { x, y: top } = box(cell);
  const middle = x + (cellSize - gap) / 2;
  const words = nameLines(cell.name[frame.lang]);
  const lines = words.map((word, place) => {
    const latin = /[a-z]/i.test(word);
    const squeezed =
      latin && lettersWide(word) > longestLatin ? { textLength: cellSize - 10, lengthAdjust: 'spacingAndGlyphs' } : {};
    const y = top + 58 + (place - (words.length - 1) / 2) * 22;
    return html`<text${attributes({ class: latin ? 'long latin' : 'long', x: middle, y, ...squeezed })}>${word}</text>`;
  });
  return html`<a class="step-${step}" href="${placeAddress(frame.lang, cell.code)}" tabindex="-1"><rect${attributes(box(cell))}/><text
    class="short" x="${middle}" y="${top + 60}">${cell.code}</text>${lines}</a>\n`;
}

// Names that do not fit a cell stand on two lines, broken between syllables nearest to the middle.
function nameLines(name: string): readonly string[] {
  if (!/[\s\u0e81-\u0edf]/.test(name) || name.replace(/\p{Mn}/gu, '').length <= longestLine) return [name];
  const distance = (at: number) => Math.abs(at - name.length / 2);
  const [at] = lineBreaks(name, { between: 'syllables' }).toSorted((one, other) => distance(one) - distance(other));
  return at === undefined ? [name] : [name.slice(0, at).trim(), name.slice(at)];
}

// An m or a w is about as wide as one letter and a half.
function lettersWide(word: string): number {
  return word.length + (word.match(/[mw]/gi)?.length ?? 0) / 2;
}

function shade(count: number, most: number): number {
  // By square root: otherwise the capital alone would be dark.
  return count === 0 ? 0 : Math.ceil(Math.sqrt(count / most) * 3);
}

function box(cell: ProvinceCell): { x: number; y: number; width: number; height: number } {
  const side = cellSize - gap;
  return { x: cell.column * cellSize + gap / 2, y: cell.row * cellSize + gap / 2, width: side, height: side };
}

function viewBox(cells: readonly ProvinceCell[]): string {
  const columns = Math.max(...cells.map(cell => cell.column)) + 1;
  const rows = Math.max(...cells.map(cell => cell.row)) + 1;
  return `0 0 ${columns * cellSize} ${rows * cellSize}`;
}
