// The few styles that written sheets use. A style is found by arithmetic from what the cell is and how it is marked.
import { escapeXml } from './xml-text.ts';

/** What a written cell holds. */
export type WrittenKind = 'text' | 'number' | 'date' | 'boolean';
/** The colour behind a cell. */
export type Fill = 'red' | 'yellow' | 'none';

const kinds: readonly WrittenKind[] = ['text', 'number', 'date', 'boolean'];
const fills: readonly Fill[] = ['none', 'red', 'yellow'];
/** 49 is text ("@"), so that a corrected cell stays text; 164 is the first number free for formats of one's own. */
const formats: Readonly<Record<WrittenKind, number>> = { text: 49, number: 0, date: 164, boolean: 0 };

/** Number of the header's style. */
export const headerStyle = 1;

/** Number of the style for a cell. */
export function styleOf(kind: WrittenKind, fill: Fill): number {
  return 2 + kinds.indexOf(kind) * fills.length + fills.indexOf(fill);
}

/** The styles as XML. */
export function stylesXml(font: string): string {
  const face = `<sz val="11"/><name val="${escapeXml(font)}"/>`;
  const solid = (rgb: string) => `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill></fill>`;
  const formatsOfCells = kinds.flatMap(kind => fills.map(fill => cellFormat(formats[kind], fill)));
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>',
    `<fonts count="2"><font>${face}</font><font><b/>${face}</font></fonts>`,
    // The first two fills are Excel's own, whatever is written here.
    '<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    `${solid('FFFFC7CE')}${solid('FFFFEB9C')}${solid('FFE7E6E6')}</fills>`,
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${formatsOfCells.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
    '<xf numFmtId="49" fontId="1" fillId="4" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">',
    '<alignment vertical="top" wrapText="1"/></xf>',
    ...formatsOfCells,
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}

function cellFormat(format: number, fill: Fill): string {
  const fillId = fill === 'none' ? 0 : fills.indexOf(fill) + 1;
  return `<xf numFmtId="${format}" fontId="0" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>`;
}
