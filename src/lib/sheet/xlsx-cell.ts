// What one cell of a sheet's XML holds. It never goes through a float for an integer, and never runs a formula.
import { SheetProblem } from './problem.ts';
import type { Cell } from './workbook.ts';
import { serialText } from './xlsx-date.ts';
import { numberText } from './xlsx-number.ts';
import type { SharedText } from './xlsx-strings.ts';
import type { CellStyle } from './xlsx-styles.ts';

/** What the whole workbook says about its cells. */
export interface CellContext {
  readonly strings: readonly SharedText[];
  readonly styles: readonly CellStyle[];
  readonly is1904: boolean;
}

/** A cell as it stands in the XML. */
export interface RawCell {
  /** 's', 'str', 'inlineStr', 'b', 'e', 'd', 'n' or ''. */
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly formula: string;
  readonly inline: SharedText | undefined;
}

/** The cell; undefined for one without content. A formula whose result the file does not hold is an error that shows the formula. */
export function readCell(raw: RawCell, context: CellContext): Cell | undefined {
  const style = context.styles[raw.style] ?? {};
  const cell = content(raw, style, context);
  if (cell === undefined) return undefined;
  const font = cell.font ?? style.font;
  return font === undefined || cell.font === font ? cell : { ...cell, font };
}

function content(raw: RawCell, style: CellStyle, context: CellContext): Cell | undefined {
  const { type, value } = raw;
  if (raw.inline !== undefined) return textCell(raw.inline);
  if (value === '')
    return raw.formula === '' || type === 'str' ? undefined : { text: `=${raw.formula}`, kind: 'error' };
  switch (type) {
    case 's':
      return textCell(sharedText(value, context));
    case 'b':
      return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' };
    case 'e':
      return { text: value, kind: 'error' };
    case 'd':
      return { text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ''), kind: 'date' };
    case '':
    case 'n':
      return numberCell(value, style, context.is1904);
    default:
      return textCell({ text: value });
  }
}

function sharedText(value: string, context: CellContext): SharedText {
  const shared = context.strings[Number(value)];
  if (shared === undefined) throw new SheetProblem('bad-xlsx', { given: `shared string ${value}` });
  return shared;
}

function textCell(item: SharedText): Cell | undefined {
  if (item.text === '') return undefined;
  if (!item.text.isWellFormed()) throw new SheetProblem('lone-surrogate');
  return item.font === undefined
    ? { text: item.text, kind: 'text' }
    : { text: item.text, kind: 'text', font: item.font };
}

function numberCell(value: string, style: CellStyle, is1904: boolean): Cell {
  const text = numberText(value);
  if (text === undefined) return { text: value, kind: 'text' };
  if (style.date === undefined) return { text, kind: 'number' };
  const date = serialText(Number(value), style.date, is1904);
  if (date === undefined) return { text, kind: 'number' };
  // A time of day or a duration is no date; people see "13:45:00".
  const kind = style.date === 'time' || style.date === 'duration' ? 'text' : 'date';
  return date.exact === undefined ? { text: date.text, kind } : { text: date.text, kind, value: date.exact };
}
