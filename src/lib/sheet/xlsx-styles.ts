// From styles.xml what a reader of values needs: which styles show dates, and in which font. Colours and borders are passed over.

import { type DateStyle, dateStyle } from './xlsx-date.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import { attribute } from './xml-text.ts';

/** A cell style, by its number in the file. */
export interface CellStyle {
  readonly date?: DateStyle;
  readonly font?: string;
}

/** The cell styles of a package, in the order cells refer to them. */
export async function readStyles(parts: XlsxPackage, name: string): Promise<readonly CellStyle[]> {
  const codes = new Map<number, string>();
  const fonts: (string | undefined)[] = [];
  const formats: { format: number; font: number }[] = [];
  const path: string[] = [];
  await parts.scan(name, {
    open(tag, attributes) {
      const parent = path.at(-1);
      path.push(tag);
      if (tag === 'numFmt' && parent === 'numFmts')
        codes.set(number(attributes, 'numFmtId'), attribute(attributes, 'formatCode') ?? '');
      if (tag === 'font' && parent === 'fonts') fonts.push(undefined);
      if (tag === 'name' && parent === 'font') fonts[fonts.length - 1] = attribute(attributes, 'val');
      if (tag === 'xf' && parent === 'cellXfs')
        formats.push({ format: number(attributes, 'numFmtId'), font: number(attributes, 'fontId') });
    },
    text() {},
    close() {
      path.pop();
    },
  });
  return formats.map(({ format, font }) => {
    const date = dateStyle(format, codes.get(format));
    const name = fonts[font];
    return { ...(date === undefined ? {} : { date }), ...(name === undefined ? {} : { font: name }) };
  });
}

function number(attributes: string, name: string): number {
  return Number(attribute(attributes, name) ?? 0);
}
