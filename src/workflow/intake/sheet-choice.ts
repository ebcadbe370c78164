// Chooses the sheets of a workbook that hold rows of a register, and whether their names are places.
// It reads the beginning of each sheet only.
import { legacyFont } from '#lib/lao';
import type { Row, Sheet, Workbook } from '#lib/sheet';
import type { Register } from '#register';
import { assign } from './assignment.ts';
import { neededFields } from './column-findings.ts';
import { headOf, type Layout, layoutOf } from './layout.ts';
import type { Mapping } from './mapping.ts';
import { planOf, targetOf } from './plan.ts';
import type { ReferenceReader } from './reference.ts';
import { refuseIntake } from './refusals.ts';

/** A sheet that is read, with its layout. */
export interface ChosenSheet {
  readonly sheet: Sheet;
  readonly layout: Layout;
}

/** The sheets that are read, and the names of visible ones that are not. */
export interface SheetChoice {
  readonly chosen: readonly ChosenSheet[];
  readonly leftOut: readonly string[];
}

const shareOfBest = 0.6;

/**
 * The sheet the mapping names, else every visible sheet with about the same columns as the best one. Refuses a sheet that is
 * not there, headers of the mapping that are not there, and a workbook without a header of the register.
 */
export async function chooseSheets(workbook: Workbook, register: Register, mapping: Mapping): Promise<SheetChoice> {
  const wanted = wantedSheets(workbook, mapping);
  const found: ChosenSheet[] = [];
  const fonts: string[] = [];
  for (const sheet of wanted) {
    const head = await headOf(sheet);
    const layout = layoutOf(head, isText(workbook) ? null : sheet.name, register, mapping);
    if (layout !== undefined && (layout.score > 0 || layout.isNamed)) found.push({ sheet, layout });
    else fonts.push(...legacyFonts(head));
  }
  const best = found.toSorted((a, b) => b.layout.score - a.layout.score)[0];
  if (best === undefined) throw noHeader(register, fonts[0]);
  refuseMissing(best.layout, register, mapping);
  const chosen = found.filter(({ layout }) => isLike(layout, best.layout, register, mapping));
  const leftOut = wanted.filter(sheet => !chosen.some(one => one.sheet === sheet)).map(sheet => sheet.name);
  return { chosen, leftOut };
}

/** Whether a workbook has no sheets of its own, but one text. */
export function isText(workbook: Workbook): boolean {
  return workbook.format !== 'xlsx';
}

/**
 * The mapping with the sheet's name as the value of the one field of a place that has no column, when the names of sheets
 * are places: an office keeps a sheet for each district.
 */
export async function withSheetsAsPlaces(
  choice: SheetChoice,
  register: Register,
  mapping: Mapping,
  references: ReferenceReader,
): Promise<Mapping> {
  const [first] = choice.chosen;
  if (first === undefined || first.layout.sheet === null) return mapping;
  const plan = planOf(first.layout, register, mapping);
  const assigned = new Set(plan.fields.map(({ field }) => field.name));
  const places = register.schema.fields.filter(
    field => !assigned.has(field.name) && field.as === 'jurisdiction' && !isGiven(mapping, field.name),
  );
  const needed = neededFields(register);
  const place = places.find(field => needed.includes(field)) ?? places[0];
  if (place === undefined) return mapping;
  const names = choice.chosen.map(({ sheet }) => sheet.name);
  const resolved = await references.resolve(targetOf(place, register) ?? 'jurisdiction', names);
  const isPlace = names.some(name => 'found' in (resolved.get(name) ?? {}));
  return isPlace ? { ...mapping, fields: { ...mapping.fields, [place.name]: { sheetName: true } } } : mapping;
}

function wantedSheets(workbook: Workbook, mapping: Mapping): readonly Sheet[] {
  if (mapping.sheet === undefined || isText(workbook)) {
    const visible = workbook.sheets.filter(sheet => !sheet.hidden);
    if (visible.length === 0) throw refuseIntake('no-sheet');
    return visible;
  }
  const named = workbook.sheets.filter(sheet => sheet.name === mapping.sheet);
  const known = workbook.sheets.map(sheet => sheet.name).join(', ');
  if (named.length === 0) throw refuseIntake('no-such-sheet', { given: mapping.sheet, known });
  return named;
}

function isLike(layout: Layout, best: Layout, register: Register, mapping: Mapping): boolean {
  if (layout === best) return true;
  if (layout.score < best.score * shareOfBest) return false;
  const [fields, wanted] = [layout, best].map(one => assign(one.columns, register, mapping).fields);
  return register.key.kind !== 'fields' || register.key.fields.every(name => !wanted?.has(name) || fields?.has(name));
}

function refuseMissing(layout: Layout, register: Register, mapping: Mapping): void {
  if (layout.isNamed) return;
  const [given] = assign(layout.columns, register, mapping).missing;
  if (given === undefined) return;
  const known = layout.columns.map(column => column.name).filter(name => name !== '');
  throw refuseIntake('no-such-column', { given, known: known.join(', ') });
}

function noHeader(register: Register, font: string | undefined): Error {
  if (font !== undefined) return refuseIntake('legacy-font', { font });
  const { fields } = register.schema;
  return refuseIntake('no-header', {
    register: register.title.lo,
    registerEn: register.title.en,
    columnsLo: fields.map(field => field.title.lo).join(', '),
    columnsEn: fields.map(field => field.title.en).join(', '),
  });
}

function legacyFonts(head: readonly Row[]): string[] {
  const fonts = head.flatMap(row => row.cells ?? []).flatMap(cell => (cell.font === undefined ? [] : [cell.font]));
  return [...new Set(fonts)].filter(font => legacyFont(font) !== undefined);
}

function isGiven(mapping: Mapping, name: string): boolean {
  return mapping.fields !== undefined && Object.hasOwn(mapping.fields, name);
}
