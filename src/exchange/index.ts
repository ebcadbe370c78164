// How a register travels: checking somebody's log without trusting them, and writing a log as files.
export { copyRegister } from './copy.ts';
export { type Healed, type HealOptions, healLog } from './heal.ts';
export { healRefusals } from './heal-refusals.ts';
export { type ExportedLog, exportLogFolder } from './log-folder.ts';
export { exchangeRefusals } from './refusals.ts';
export { type Tampering, tryTamper } from './tamper.ts';
export type { KeySource, VerifyReport } from './verify/report.ts';
export { type VerifyOptions, verifyLog } from './verify/verify-log.ts';
export { type ProofReport, verifyProof } from './verify/verify-proof.ts';
