// Checks a whole log without trusting who serves it: every entry, every tile, every public body, the signature over them,
// and what was seen before. It streams: memory does not grow with the log.
import { tileWidth } from '#lib/merkle';
import type { Checkpoint } from '#lib/note';
import { Refusal } from '#register';
import { refuseVerify } from '../refusals.ts';
import { type LogSource, logSource } from '../source.ts';
import { type CheckedBundle, checkBundle } from './bundle.ts';
import { type Chain, openChain } from './chain.ts';
import { readHead } from './head.ts';
import { inOrder } from './in-order.ts';
import { findRemembered, remember } from './memory.ts';
import { addFailure, type OpenReport, openReport, type VerifyReport } from './report.ts';
import { openTree, type Tree } from './tree.ts';

/** How to check. */
export interface VerifyOptions {
  /** The verifier key one trusts. Without it the log's own is taken, which shows consistency only. */
  readonly key?: string;
  /** Told after each bundle how many entries are checked, and of how many. */
  readonly progress?: (entries: number, size: number) => void;
  /** A folder that remembers the last verified checkpoint of each log; the log must be a continuation of it. */
  readonly stateFolder?: string;
}

const bundlesAtOnce = 6;

/**
 * Checks the log at an address or in a folder (C2SP tlog-tiles, and our public bodies beside them). It never throws for what
 * it reads: every failure is a refusal `verify/…` in the report, naming entry, tile or file.
 */
export async function verifyLog(from: URL | string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const source = logSource(from);
  const report = openReport(source.name);
  try {
    await checkWhole(source, report, options);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    addFailure(report, problem);
  }
  return report;
}

async function checkWhole(source: LogSource, report: OpenReport, options: VerifyOptions): Promise<void> {
  const { checkpoint, note, key, keySource } = await readHead(source, options.key);
  const { origin, size, root } = checkpoint;
  Object.assign(report, { origin, size, root: Buffer.from(root).toString('base64'), key, keySource });
  const before = options.stateFolder === undefined ? undefined : await findRemembered(options.stateFolder, origin);
  report.before = before?.size;
  if (before !== undefined && before.size > size)
    addFailure(report, refuseVerify('shrunk', { before: before.size, size }));
  const tree = openTree(source, before?.size);
  const chain = openChain();
  const count = Math.ceil(size / tileWidth);
  for await (const bundle of inOrder(count, bundlesAtOnce, index => checkBundle(source, checkpoint, index))) {
    await take(report, tree, chain, bundle);
    options.progress?.(report.entries, size);
  }
  await close(report, tree, chain, checkpoint, before);
  if (report.holds && key !== undefined && options.stateFolder !== undefined) {
    await remember(options.stateFolder, origin, note);
  }
}

async function take(report: OpenReport, tree: Tree, chain: Chain, bundle: CheckedBundle): Promise<void> {
  for (const failure of bundle.failures) addFailure(report, failure);
  for (const failure of await tree.append(bundle.leaves)) addFailure(report, failure);
  for (const appearance of bundle.appearances) {
    for (const failure of chain.next(appearance)) addFailure(report, failure);
    if (appearance?.op === 'publication') report.publications++;
    if (appearance?.op === 'schema') report.schemas++;
  }
  report.entries += bundle.leaves.length;
  report.bodies += bundle.bodies;
  report.absentBodies += bundle.absentBodies;
}

async function close(
  report: OpenReport,
  tree: Tree,
  chain: Chain,
  { size, root }: Checkpoint,
  before: Checkpoint | undefined,
): Promise<void> {
  for (const failure of [...(await tree.end()), ...chain.end()]) addFailure(report, failure);
  report.tiles = tree.tiles;
  if (Buffer.compare(tree.root(), root) !== 0) rootFailures(report, size);
  if (before === undefined || before.size > size) return;
  if (Buffer.compare(tree.rootBefore ?? Buffer.of(), before.root) !== 0) {
    addFailure(report, refuseVerify('forked', { before: before.size }));
  }
}

// A tile that is not full yet is computed from its entries when asked for, so it bears out whatever they say.
function rootFailures(report: OpenReport, size: number): void {
  const isTheOnlyOne = report.failureCount === 0;
  addFailure(report, refuseVerify('root-mismatch', { size }));
  const from = size - (size % tileWidth);
  if (isTheOnlyOne && from < size) addFailure(report, refuseVerify('open-tile-suspect', { from, to: size - 1 }));
}
