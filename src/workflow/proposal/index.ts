// A proposal: the change a file asks for, staged and checked, waiting for another person.

export { dropForgotten, type LoadMark } from './broken-off.ts';
export { brokenReferences, repeatedValues } from './checks.ts';
export { headersOf, openRemembered, rememberMapping } from './mapping-memory.ts';
export {
  getProposal,
  lockProposal,
  lockWaiting,
  type Proposal,
  type ProposedChange,
  readChange,
  readProposals,
} from './proposals.ts';
export { type ProposalOptions, type Proposed, propose } from './propose.ts';
export { proposalRefusals, refuseProposal } from './refusals.ts';
export { type Standing, type StandingReader, standingReader } from './standing.ts';
