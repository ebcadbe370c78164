// A proposal: the change a file asks for, staged and checked, waiting for another person.
export { dropForgotten, type LoadMark } from './broken-off.ts';
export { brokenReferences, brokenSuccessions, readTargets, repeatedValues } from './checks.ts';
export { headersOf, openRemembered, rememberMapping } from './mapping-memory.ts';
export {
  getProposal,
  lockWaiting,
  type Proposal,
  type ProposedChange,
  readChange,
  readProposals,
  wholeIdOf,
} from './proposals.ts';
export { propose } from './propose.ts';
export type { ProposalOptions, Proposed } from './proposed.ts';
export { proposalRefusals, refuseProposal } from './refusals.ts';
