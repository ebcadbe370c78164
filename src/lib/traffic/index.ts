// Many readers at once: lanes of bounded work, a rate for each network, answers packed once. It knows no address, no table
// and no word of any language.
export { acceptedCoding, type Coding } from './coding.ts';
export { type Front, hasVersion, openFront, plainFront } from './front.ts';
export { type Lane, LaneFull, type LaneLimits, type Leave, openLane } from './lane.ts';
export { networkOf } from './network.ts';
export { type PackedBodies, type PackedBody, packedBodies } from './packed-bodies.ts';
export { openRate, type Rate } from './rate.ts';
export { openShares, type Shares } from './shares.ts';
