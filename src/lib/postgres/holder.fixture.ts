// A process for the tests: opens the cluster named by its argument (JSON of ClusterOptions), tells it on a line, and leaves
// when its input ends. Tests kill it.

import { openCluster } from './cluster.ts';
import { PostgresProblem } from './problem.ts';

try {
  const cluster = await openCluster(JSON.parse(process.argv[2] ?? '{}'));
  const { host, port, pid, owned } = cluster;
  console.log(JSON.stringify({ host, port, pid, owned, url: cluster.url() }));
  process.stdin.resume().once('end', () => void cluster.stop().then(() => process.exit(0)));
} catch (error) {
  if (!(error instanceof PostgresProblem)) throw error;
  console.log(JSON.stringify({ code: error.code, ...error.detail }));
  process.exitCode = 70;
}
