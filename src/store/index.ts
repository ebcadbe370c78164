// Where a register lives: the only SQL on log tables, the only writer. What others may call of the store.

export { type Appended, type Appendix, appendPublication, findAppended } from './append.ts';
export { appendCopy, type CopiedEntry, type CopiedLog } from './append-copy.ts';
export { appendDefinition, type DefinitionAppendix } from './append-definition.ts';
export { appendMissing, type MissingLog } from './append-missing.ts';
export { appendSmall, canStep, expectedOf, refuseUnfit, type SmallAppendix } from './append-small.ts';
export { type BaseStatement, takeBase } from './backup/base.ts';
export { type FollowOptions, systemOf } from './backup/follow.ts';
export { type Following, startFollowing } from './backup/following.ts';
export { type LineInventory, readInventory } from './backup/inventory.ts';
export { sealingOf, secretOf } from './backup/key.ts';
export { endBackup, findRemembered } from './backup/line.ts';
export { type LogState, readLogs } from './backup/logs.ts';
export { type Keep, type Pruned, pruneBackup, readKeep } from './backup/prune.ts';
export { backupRefusals, refuseBackup } from './backup/refusals.ts';
export { type Restored, type RestoreOptions, restoreBackup } from './backup/restore.ts';
export { presentName } from './backup/sealed-file.ts';
export { type BackupSet, findSet, getSet, openSet, refuseInside, type Sealing } from './backup/set.ts';
export { readTarget, type Target } from './backup/target.ts';
export { type BackupReport, verifyBackup } from './backup/verify.ts';
export { type BulkFrom, type BulkOptions, type BulkWriter, openBulkStaging } from './bulk-writer.ts';
export { serveComposer } from './composer.ts';
export { type Copy, openCopy } from './copy.ts';
export type {
  Applied,
  Checked,
  Divergence,
  Filled,
  FinishedTable,
  Finishing,
  Fold,
  FoldCheck,
  FoldedKey,
  NumberedRow,
  Speaker,
  StagedColumn,
  StagedRow,
  Stepped,
} from './fold.ts';
export { type Check, type Discrepancy, discrepancySentence, type Invariant, invariants } from './fsck/discrepancy.ts';
export { type FsckOptions, type FsckReport, fsck, readFsckReport } from './fsck/fsck.ts';
export { lockHeads } from './head.ts';
export { openImporter } from './importer.ts';
export { claimLead, findLead, holdLead } from './lead.ts';
export { type LockedPublication, lockPublication } from './lock-publication.ts';
export { openRolePool } from './pool.ts';
export { sayPrepared } from './prepared.ts';
export {
  findCheckpoint,
  type PublicBody,
  readConsistency,
  readEntries,
  readProof,
  readPublicBodies,
  readVerifierKeys,
  type StoredCheckpoint,
  tileReader,
} from './read.ts';
export { openReadCopies, type PromisedSize, type ReadCopies } from './read-copies.ts';
export type { CopyPools, CopyState, CopyTrouble } from './read-copy.ts';
export { logRefusals, storeRefusals } from './refusals.ts';
export { findRegister, getRegister, readRegisters, registerAt, type StoredRegister } from './registers.ts';
export { replay } from './replay.ts';
export type { Role } from './roles.ts';
export { currentNames, type SchemaReader, schemaReader } from './schema-history.ts';
export { peekSeries, takeSeries } from './series.ts';
export { findShortage, markShortage, type Shortage, unmarkShortage } from './shortage.ts';
export {
  endStaging,
  openSmallStaging,
  type SmallStaging,
  type StagedBy,
  smallRows,
  stagedFrom,
  stagedRows,
  stageFew,
  viewOf,
} from './small-staging.ts';
export type { Room, Space } from './space.ts';
export {
  dropStaging,
  holdStaging,
  makeStaging,
  tryHoldStaging,
  type Wanted,
} from './staging.ts';
export { cutToWhole, type LoadRest } from './staging-rest.ts';
export { type Swept, sweepStaging } from './staging-sweep.ts';
export { openStaging, type StagingWriter } from './staging-writer.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
