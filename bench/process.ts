// What the kernel says of a process and of all it began: time on the processor and resident memory. It reads /proc and stops
// nobody; where there is no /proc, every number is NaN.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { endOf, ordinaryEnvironment, program, type Settings } from '#test/program';

/** Kernel ticks in a second, as Linux has them on every platform that Node runs on. */
const ticksPerSecond = 100;

/** A process and all below it, at one moment. */
export interface Family {
  /** Time on the processor so far, of those that ended and were waited for too. */
  readonly cpuMs: number;
  /** Resident memory of the first alone, and of all together with shared pages counted once for each that shares them. */
  readonly ownBytes: number;
  readonly allBytes: number;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
  readonly pages: number;
}

async function statOf(pid: string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name in parentheses may hold anything: fields are counted after the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (at: number) => Number(fields[at]);
  const ticks = field(11) + field(12) + field(13) + field(14);
  return { pid: Number(pid), parent: field(1), ticks, pages: field(21) };
}

/** The process and all below it now; undefined when it is gone. */
export async function familyOf(pid: number): Promise<Family | undefined> {
  const names = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  const all = (await Promise.all(names.map(statOf))).filter(stat => stat !== undefined);
  const own = all.find(stat => stat.pid === pid);
  if (own === undefined) return undefined;
  const family = [own];
  for (const member of family) family.push(...all.filter(stat => stat.parent === member.pid));
  const sum = (read: (stat: Stat) => number) => family.reduce((total, stat) => total + read(stat), 0);
  const pageBytes = 4096;
  return {
    cpuMs: (sum(stat => stat.ticks) / ticksPerSecond) * 1000,
    ownBytes: own.pages * pageBytes,
    allBytes: sum(stat => stat.pages) * pageBytes,
  };
}

/** The parent of a process, such as the postmaster of a connection's server process. */
export async function parentOf(pid: number): Promise<number> {
  return (await statOf(String(pid)))?.parent ?? Number.NaN;
}

/** What a command did and cost. */
export interface CommandRun {
  readonly out: string;
  readonly wallMs: number;
  /** Of the program and its children; as last seen, up to a tenth of a second before its end. */
  readonly cpuMs: number;
  /** Resident at most: of the program, and with its children. */
  readonly peakBytes: number;
  readonly peakAllBytes: number;
}

/** Runs a command of the product to its end and watches it. Throws what it said unless it ended with 0. */
export async function runCommand(settings: Settings, ...argv: readonly string[]): Promise<CommandRun> {
  const begun = performance.now();
  const env = { ...ordinaryEnvironment(), LAOPEDIA_LOG: 'error', ...settings };
  const child = spawn(process.execPath, [program, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const watched = watch(child);
  const { code, out, err } = await endOf(child);
  const wallMs = performance.now() - begun;
  if (code !== 0) throw new Error(`laopedia ${argv[0]} ended with ${code}: ${out.slice(-1500)} ${err.slice(-1500)}`);
  return { out, wallMs, ...(await watched) };
}

const lookEveryMs = 100;

async function watch(child: ChildProcess): Promise<Omit<CommandRun, 'out' | 'wallMs'>> {
  let [cpuMs, peakBytes, peakAllBytes] = [0, 0, 0];
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const family = await familyOf(child.pid);
    const most = await highestOf(child.pid);
    cpuMs = Math.max(cpuMs, family?.cpuMs ?? 0);
    peakBytes = Math.max(peakBytes, most || 0, family?.ownBytes ?? 0);
    peakAllBytes = Math.max(peakAllBytes, family?.allBytes ?? 0);
    await new Promise(resolve => setTimeout(resolve, lookEveryMs));
  }
  return { cpuMs, peakBytes, peakAllBytes };
}

/** The most that a process ever had resident, as the kernel remembers it; NaN when it is gone. */
export async function highestOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
