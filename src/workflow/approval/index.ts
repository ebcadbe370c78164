// An approval: another person's word, without which nothing is published.
export { approve, sendBack } from './approve.ts';
export { approvalRefusals, refuseApproval } from './refusals.ts';
