// The audit log: every act that changes something, in a log of its own that is not public.
export { auditName, sequenceActs } from './sequencer.ts';
