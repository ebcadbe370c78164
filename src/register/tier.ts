// Who may see a field. A tier is a table of its own in the store, so that the public has no privilege on the hidden ones.

/** `public`: everybody. `government`: officers of any office. `custodian`: officers of the register's custodian. */
export type Tier = 'public' | 'government' | 'custodian';

/** The tiers from the most open to the most closed. */
export const tiers: readonly Tier[] = ['public', 'government', 'custodian'];

/** Whether a person who may see up to `highest` may see `tier`. */
export function mayReadTier(highest: Tier, tier: Tier): boolean {
  return tiers.indexOf(tier) <= tiers.indexOf(highest);
}
