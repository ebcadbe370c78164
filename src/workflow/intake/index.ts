// Intake: what turns the rows of a file into drafts and findings for a register. No database, no HTML.
export type { Draft, PendingReference } from './draft.ts';
export { writeFindingsSheet } from './findings-sheet.ts';
export { type Intake, type IntakeOptions, type IntakeSheet, openIntake } from './intake.ts';
export { type FieldMapping, type Mapping, readMapping, type Unpivot } from './mapping.ts';
export { previewFile, type SheetPreview } from './preview.ts';
export { flawOfReference, type ReferenceReader, type Resolution } from './reference.ts';
export { intakeRefusals } from './refusals.ts';
export { type SetAsideOptions, type SetAsideRow, writeSetAside } from './set-aside.ts';
export type { SourceOptions } from './source-again.ts';
export type { IntakeSummary } from './tally.ts';
