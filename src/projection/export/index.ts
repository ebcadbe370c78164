// A register's records as a file, and the whole register as a stream that can be checked and made a register again.
export { type Exported, type ExportFormat, type ExportRequest, type ExportSummary, exportFormats } from './export.ts';
export { exportRegister } from './export-register.ts';
export { exportRefusals } from './refusals.ts';
export type { RsfEnd, RsfEntry, RsfHead, RsfPart } from './rsf-form.ts';
export { readRsf } from './rsf-read.ts';
