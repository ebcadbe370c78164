// What a run was measured on, as far as it matters to who reads the figures: never a name, address or path of the machine.
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Lines of facts: what and how much. */
export function machineFacts(postgres: string): readonly (readonly [string, string])[] {
  return [
    ['cores', `${availableParallelism()} (${(cpus()[0]?.model ?? 'unknown').trim()})`],
    ['memory', `${(totalmem() / 2 ** 30).toFixed(0)} GiB`],
    ['PostgreSQL', postgres],
    ['Node', process.version],
  ];
}

/** How many processes wanted a core during the last minute, to be shown beside figures that others may have disturbed. */
export function loadNow(): string {
  return (loadavg()[0] ?? Number.NaN).toFixed(1);
}
