// Sealed files: compressed, encrypted to one key that the writer does not have, and proof against change, cut and swap.
export {
  type Identity,
  identityOfPassPhrase,
  makeIdentity,
  type PassPhraseSalt,
  readIdentity,
  readRecipient,
} from './identity.ts';
export { SealProblem, type SealProblemCode } from './problem.ts';
export { type SealOptions, seal } from './seal.ts';
export { checkSealed, type SealedFile, unseal } from './unseal.ts';
