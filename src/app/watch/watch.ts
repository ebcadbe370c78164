// The operator's watch put together: every source of numbers, served where LAOPEDIA_METRICS_PORT says. Without it nothing is measured
// but the traffic.
import type { SignerProcess } from '#signer';
import type { Store } from '#store';
import type { Config } from '../config.ts';
import type { Reads } from '../reads.ts';
import { databaseNumbers } from './database-numbers.ts';
import { diskNumbers } from './disk-numbers.ts';
import { single } from './exposition.ts';
import { logNumbers } from './log-numbers.ts';
import { openMetrics } from './metrics.ts';
import { openProcessNumbers } from './process-numbers.ts';
import type { Traffic } from './traffic.ts';

/** What is watched. */
export interface Watched {
  readonly config: Config;
  readonly store: Store;
  readonly signer: SignerProcess;
  readonly traffic: Traffic;
  readonly reads: Reads;
}

/** Opens the watch, if there is a port for it. */
export async function openWatch({
  config,
  store,
  signer,
  traffic,
  reads,
}: Watched): Promise<{ close(): Promise<void> }> {
  const { metricsPort, dataFolder, anchorFolder } = config;
  if (metricsPort === undefined) return { close: async () => {} };
  const ofProcess = openProcessNumbers();
  const metrics = await openMetrics(metricsPort, [
    { name: 'traffic', read: () => traffic.families() },
    { name: 'reads', read: () => reads.families() },
    ofProcess,
    {
      name: 'signer',
      read: () => [single('signer_up', 'gauge', 'Whether the signer runs.', signer.pid === undefined ? 0 : 1)],
    },
    logNumbers(store),
    databaseNumbers(store),
    diskNumbers({ data: dataFolder, anchor: anchorFolder }),
  ]);
  return {
    async close() {
      await metrics.close();
      ofProcess.close();
    },
  };
}
