// What a register is: its definition, items, entries, findings and refusals. Pure: no clock, database, network, HTML.
export { type Bilingual, fill } from './bilingual.ts';
export { type ChangeCounts, type ChangeKind, changedRows, changeOf, mergeItem, noChange } from './change.ts';
export { readCode } from './code-list.ts';
export type { Datatype, Hints, Reading } from './datatype/reading.ts';
export { type Definition, publishedDefinition, readDefinition, reservedNames, sameDefinition } from './definition.ts';
export { compareDefinitions, type DefinitionChange } from './definition-change.ts';
export { definitionRefusals } from './definition-refusals.ts';
export {
  composeEntry,
  type Digests,
  entryForm,
  type Operation,
  parseEntry,
  type RowEntry,
  type Succeeded,
  type SuccessionKind,
  saltBytes,
  succeededBy,
  successionKinds,
  tierDigest,
} from './entry.ts';
export type { As, Code, Constraints, Field, LexicalRole, SearchRole, TypeName } from './field.ts';
export {
  type Finding,
  type FindingCode,
  type Flaw,
  findingAgain,
  findingOf,
  findingSentence,
  type Place,
} from './finding.ts';
export { changedFields, type Item, readValue, sameItem, tierBody, writeValue } from './item.ts';
export { decodeKey, encodeKeyPart, keyOf, seriesKey } from './key.ts';
export { nearest } from './nearest.ts';
export { composePublication, type Provenance, type Publication, publicationForm } from './publication.ts';
export type { Record } from './record.ts';
export { comparedFields, type Reference, referencesOf } from './reference.ts';
export { Refusal, type RefusalKind, type RefusalRow, refusalsOf } from './refusal.ts';
export { type ApprovalRule, approversNeeded, isWordList, type KeyRule, type Register, type View } from './register.ts';
export { type ForeignKey, fieldsOfTier, findField, referenceOf, type Schema, tiersOf } from './schema.ts';
export { mayReadTier, type Tier, tiers } from './tier.ts';
