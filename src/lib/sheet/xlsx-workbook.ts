// Opens an XLSX or XLSM as a workbook: guards the zip first, then streams each sheet. Macros, links and formulas are never run or followed.
import type { Limits } from './limits.ts';
import { Notes } from './notes.ts';
import { SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';
import type { Row, Workbook } from './workbook.ts';
import type { CellContext } from './xlsx-cell.ts';
import { findMerges, MergeCover } from './xlsx-merges.ts';
import { type Relation, XlsxPackage } from './xlsx-package.ts';
import { placed, SheetRows } from './xlsx-rows.ts';
import { readSharedStrings } from './xlsx-strings.ts';
import { readStyles } from './xlsx-styles.ts';
import { XmlScanner } from './xml-scan.ts';
import { attribute, isOn } from './xml-text.ts';
import { readZipDirectory, type ZipEntry } from './zip.ts';

const batchRows = 500;

/** Opens a zip as XLSX. Throws a SheetProblem for a zip that is something else, or harmful. */
export async function openXlsx(source: ByteSource, limits: Limits): Promise<Workbook> {
  const entries = await readZipDirectory(source, limits);
  await refuseOtherZips(source, entries);
  const parts = new XlsxPackage(source, entries.values());
  const main = await mainPart(parts);
  const relations = await parts.relations(main);
  const outline = await readOutline(parts, main);
  const notes = new Notes();
  // Strings and styles are read once, when the first sheet is.
  let held: Promise<CellContext> | undefined;
  const context = () => {
    held ??= readContext(parts, relations, outline.is1904, limits);
    return held;
  };
  const sheets = outline.sheets.flatMap(({ name, hidden, id }) => {
    const relation = relations.get(id);
    if (relation === undefined) throw new SheetProblem('bad-xlsx', { given: `sheet ${name}` });
    if (relation.type !== 'worksheet') return [];
    const rows = () => sheetRows(parts, relation.target, context, limits, notes);
    return [{ name, hidden, rows }];
  });
  if (sheets.length === 0) throw new SheetProblem('empty-file', { given: 'no worksheet' });
  return { format: 'xlsx', sheets, notes: notes.list, close: () => source.close() };
}

async function refuseOtherZips(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>): Promise<void> {
  const mimetype = entries.get('mimetype');
  if (mimetype !== undefined) {
    const start = Buffer.from(await source.read(mimetype.headerOffset, 200)).toString('latin1');
    if (start.includes('opendocument')) throw new SheetProblem('opendocument', { given: 'ods' });
  }
  const names = [...entries.keys()].map(name => name.toLowerCase());
  if (names.some(name => name.endsWith('workbook.bin'))) throw new SheetProblem('zip', { given: 'xlsb' });
  if (names.some(name => name.startsWith('word/'))) throw new SheetProblem('zip', { given: 'docx' });
  if (names.some(name => name.startsWith('ppt/'))) throw new SheetProblem('zip', { given: 'pptx' });
  if (!names.includes('[content_types].xml'))
    throw new SheetProblem('zip', { given: [...entries.keys()].slice(0, 3).join(', ') });
}

async function mainPart(parts: XlsxPackage): Promise<string> {
  for (const { type, target } of (await parts.relations('')).values()) {
    if (type === 'officeDocument' && parts.has(target)) return target;
  }
  if (parts.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new SheetProblem('zip', { given: 'no workbook' });
}

interface Outline {
  readonly is1904: boolean;
  readonly sheets: readonly { name: string; hidden: boolean; id: string }[];
}

async function readOutline(parts: XlsxPackage, main: string): Promise<Outline> {
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let is1904 = false;
  await parts.scan(main, {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = isOn(attributes, 'date1904');
      if (tag !== 'sheet') return;
      const state = attribute(attributes, 'state') ?? 'visible';
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: state !== 'visible',
        id: relationId(attributes),
      });
    },
    text() {},
    close() {},
  });
  return { is1904, sheets };
}

/** `r:id`, whatever the prefix; `sheetId` and a bare `id` are not it. */
function relationId(attributes: string): string {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '';
}

async function readContext(
  parts: XlsxPackage,
  relations: ReadonlyMap<string, Relation>,
  is1904: boolean,
  limits: Limits,
): Promise<CellContext> {
  const targets = new Map([...relations.values()].map(({ type, target }) => [type, target]));
  const strings = targets.get('sharedStrings');
  const styles = targets.get('styles');
  return {
    is1904,
    strings: strings !== undefined && parts.has(strings) ? await readSharedStrings(parts, strings, limits) : [],
    styles: styles !== undefined && parts.has(styles) ? await readStyles(parts, styles) : [],
  };
}

async function* sheetRows(
  parts: XlsxPackage,
  part: string,
  context: () => Promise<CellContext>,
  limits: Limits,
  notes: Notes,
): AsyncIterable<readonly Row[]> {
  const merges = await findMerges(parts.text(part));
  if (merges[0] !== undefined) notes.say('merged-cells', { row: merges[0].top });
  const rows = new SheetRows(await context(), new MergeCover(merges), limits, notes);
  const scanner = new XmlScanner(part, rows);
  let waiting: Row[] = [];
  try {
    for await (const piece of parts.text(part)) {
      scanner.push(piece);
      waiting = waiting.length === 0 ? rows.take() : waiting.concat(rows.take());
      if (waiting.length < batchRows) continue;
      yield waiting;
      waiting = [];
    }
    scanner.end();
  } catch (problem) {
    throw placed(problem, rows);
  }
  waiting = waiting.concat(rows.take());
  if (waiting.length > 0) yield waiting;
}
