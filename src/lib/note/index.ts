// The room's door: signed notes, checkpoints and proofs as C2SP writes them. It only re-exports.
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { checkName, generateSigner, isName, openSigner, openVerifier, type Signer, type Verifier } from './key.ts';
export { NoteProblem, type NoteProblemCode } from './note-problem.ts';
export {
  type NoteSignature,
  type OpenedNote,
  openNote,
  type ParsedNote,
  parseNote,
  signNote,
} from './signed-note.ts';
export { formatProof, parseProof, type TlogProof } from './tlog-proof.ts';
