// Reading and writing tabular files (CSV, TSV, XLSX, JSON Lines, JSON, GeoJSON). This room knows nothing of registers,
// guesses no meaning, and has no sentence for people.

export { isFormulaLike } from './formula-like.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { type Hints, type OpenWorkbook, openWorkbook } from './open.ts';
export { type SheetPlace, SheetProblem, type SheetProblemCode } from './problem.ts';
export type { SheetSource } from './source.ts';
export type { Cell, Format, Note, Row, Sheet, Workbook } from './workbook.ts';
export { type CsvOptions, type TextRow, writeCsv } from './write-csv.ts';
export { exactNumber, type GeoFeature, type JsonObject, writeGeoJson, writeJsonLines } from './write-json.ts';
export { writeXlsx, type XlsxOptions } from './write-xlsx.ts';
export type { XlsxCell, XlsxSheet } from './write-xlsx-sheet.ts';
export type { Fill, WrittenKind } from './write-xlsx-styles.ts';
