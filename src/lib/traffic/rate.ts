// So many requests a second for each network, with a burst saved up while it is quiet. It keeps a bounded number of
// networks: the one not seen for longest is forgotten, which only ever lets more through.

/** A rate held for each network. */
export interface Rate {
  /** Takes one request: 0 when it may come, else the seconds after which it may. */
  take(network: string, nowMs: number): number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** `perSecond` requests for a network for ever, `burst` at once after a quiet time. */
export function openRate(perSecond: number, burst: number, mostNetworks: number): Rate {
  const buckets = new Map<string, Bucket>();
  return {
    take(network, nowMs) {
      const known = buckets.get(network);
      const bucket = known ?? { tokens: burst, atMs: nowMs };
      if (known !== undefined) buckets.delete(network);
      else if (buckets.size >= mostNetworks) forgetOldest(buckets);
      buckets.set(network, bucket);
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      bucket.tokens -= 1;
      return 0;
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
