// The one that signs checkpoints: a process apart, with a second hasher and an anchor outside of the database.
export { findAnchor, writeAnchor } from './anchor.ts';
export { type AnchorStanding, allowWhereAgreed, holdAgainstAnchors } from './anchor-standing.ts';
export { type DeclareOptions, declareRestored } from './declaration.ts';
export { type DisagreementCode, disagreementWords } from './disagreement-words.ts';
export { type SignerOptions, type SignerProcess, startSigner } from './start.ts';
export { waitForCheckpoint } from './wait.ts';
