// Writes sheets as an XLSX file, front to back with flat memory. Text is always written as text: nothing in it can run.

import { commentShapes, commentsXml, type WrittenComment } from './write-xlsx-comments.ts';
import { sheetXml, type XlsxSheet } from './write-xlsx-sheet.ts';
import { stylesXml } from './write-xlsx-styles.ts';
import { writeZip, type ZipPart } from './write-zip.ts';
import { escapeXml } from './xml-text.ts';

/** How the workbook is to look. */
export interface XlsxOptions {
  /** Font of all cells; Calibri unless said. */
  readonly font?: string;
  /** Named as the author of comments. */
  readonly author?: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * The sheets as pieces of an XLSX file; rows are asked for as they are written. Sheet names are cut and changed to what Excel allows.
 * Throws a SheetProblem: 'too-large-cell' beyond 32,767 characters, 'too-large-file' beyond 1,048,576 rows, 'too-many-columns' beyond
 * 16,384, 'lone-surrogate'. Throws a RangeError when no sheet can be seen, which Excel does not open.
 */
export function writeXlsx(sheets: readonly XlsxSheet[], options: XlsxOptions = {}): AsyncIterable<Uint8Array> {
  if (!sheets.some(sheet => sheet.hidden !== true)) throw new RangeError('a workbook needs a sheet that is not hidden');
  return writeZip(packageParts(sheets, options));
}

async function* packageParts(sheets: readonly XlsxSheet[], options: XlsxOptions): AsyncIterable<ZipPart> {
  const names = sheetNames(sheets.map(sheet => sheet.name));
  const commented: number[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const comments: WrittenComment[] = [];
    yield { name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet, comments) };
    if (comments.length === 0) continue;
    commented.push(index + 1);
    yield* commentParts(index + 1, comments, options.author ?? '');
  }
  yield { name: 'xl/styles.xml', content: [declaration, stylesXml(options.font ?? 'Calibri')] };
  yield { name: 'xl/workbook.xml', content: [declaration, workbookXml(sheets, names)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [declaration, workbookRelations(sheets.length)] };
  yield { name: '_rels/.rels', content: [declaration, relationsXml([['officeDocument', 'xl/workbook.xml']])] };
  yield { name: '[Content_Types].xml', content: [declaration, contentTypes(sheets.length, commented)] };
}

function* commentParts(number: number, comments: readonly WrittenComment[], author: string): Iterable<ZipPart> {
  yield { name: `xl/comments${number}.xml`, content: [declaration, commentsXml(comments, author)] };
  yield { name: `xl/drawings/vmlDrawing${number}.vml`, content: [commentShapes(comments)] };
  const links = relationsXml([
    ['vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
    ['comments', `../comments${number}.xml`],
  ]);
  yield { name: `xl/worksheets/_rels/sheet${number}.xml.rels`, content: [declaration, links] };
}

function relationsXml(links: readonly (readonly [string, string])[]): string {
  const tags = links.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${relationships}">${tags.join('')}</Relationships>`;
}

function workbookRelations(sheets: number): string {
  const links = Array.from({ length: sheets }, (_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const);
  return relationsXml([...links, ['styles', 'styles.xml']]);
}

function workbookXml(sheets: readonly XlsxSheet[], names: readonly string[]): string {
  const tags = sheets.map((sheet, at) => {
    const state = sheet.hidden === true ? ' state="hidden"' : '';
    return `<sheet name="${escapeXml(names[at] ?? '')}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  const spaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"`;
  return `<workbook ${spaces}><sheets>${tags.join('')}</sheets></workbook>`;
}

function contentTypes(sheets: number, commented: readonly number[]): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${spreadsheet}.${type}+xml"/>`;
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    ...Array.from({ length: sheets }, (_, at) => override(`xl/worksheets/sheet${at + 1}.xml`, 'worksheet')),
    ...commented.map(number => override(`xl/comments${number}.xml`, 'comments')),
    '</Types>',
  ].join('');
}

/** Names as Excel allows them: 1 to 31 characters, without []:*?/\ or outer apostrophes, no two alike but for case. */
function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name, index) => {
    const clean =
      name
        .replace(/[[\]:*?/\\\p{Cc}]/gu, '-')
        .replace(/^'+|'+$/g, '')
        .trim() || `Sheet${index + 1}`;
    let unique = cut(clean, 31);
    for (let again = 2; taken.has(unique.toLowerCase()); again += 1)
      unique = `${cut(clean, 31 - ` (${again})`.length)} (${again})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** At most so many UTF-16 units, without parting a pair. */
function cut(text: string, length: number): string {
  const short = text.slice(0, length);
  return short.isWellFormed() ? short : short.slice(0, -1);
}
