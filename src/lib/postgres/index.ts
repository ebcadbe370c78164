// The embedded PostgreSQL: found, started, shared between processes, and ended. It knows no registers and makes no tables.

export { isDatabaseAway } from './away.ts';
export { type Cluster, type ClusterOptions, openCluster } from './cluster.ts';
export { despiteDeadlock } from './deadlock.ts';
export { openPool } from './pool.ts';
export { findPostmaster } from './postmaster-file.ts';
export { PostgresProblem, type PostgresProblemCode, type PostgresProblemDetail } from './problem.ts';
export { findServer } from './run-file.ts';
export { checkServer, type ServerFinding, type ServerReport } from './server-check.ts';
