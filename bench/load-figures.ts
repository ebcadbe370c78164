// What a phase under load is shown by: requests a second, latencies by kind, errors, what was shed, and what was published.
import { type Figure, median, msText, percentile, timed } from './figures.ts';
import type { Met } from './load-readers.ts';

const kinds = ['record', 'list', 'search', 'aggregate'];

/** A side's phase. */
export interface Phase {
  readonly met: Met;
  /** Milliseconds of each small publication, and the codes of those that were refused. */
  readonly written: { readonly times: readonly number[]; readonly refused: readonly string[] };
  readonly bulkMs: number;
}

/** The figures of one number of readers. */
export function loadFigures(readers: number, bulkRows: number, ours: Phase, floor: Phase): Figure[] {
  const [own, bare] = [rateOf(ours), rateOf(floor)];
  const shown = (what: string, of: number, limit: number): Figure => ({
    what,
    ours: String(of),
    limit: String(limit),
    ratio: undefined,
    target: undefined,
  });
  return [
    {
      what: `${readers} readers while publishing: answers a second`,
      ours: own.toFixed(0),
      limit: bare.toFixed(0),
      ratio: bare / own,
      target: undefined,
      note: `ours for ${ours.met.seconds.toFixed(0)} s, the floor for ${floor.met.seconds.toFixed(0)} s`,
    },
    latency('  latency of all', allOf(ours), allOf(floor)),
    ...kinds.map(kind => latency(`  of ${kind}`, ours.met.times.get(kind) ?? [], floor.met.times.get(kind) ?? [])),
    {
      ...shown('  errors', ours.met.errors.length, floor.met.errors.length),
      ratio: ours.met.errors.length,
      target: 0,
      ...(ours.met.errors[0] === undefined ? {} : { note: ours.met.errors[0] }),
    },
    {
      ...shown('  wrong answers', ours.met.wrong.length, floor.met.wrong.length),
      ratio: ours.met.wrong.length,
      target: 0,
    },
    shown('  sent away for want of room (429, 503)', ours.met.shed, floor.met.shed),
    timed(
      '  small publications of 20 records, whole road',
      median(ours.written.times),
      median(floor.written.times),
      undefined,
      publicationNote(ours, floor),
    ),
    timed(`  bulk import of ${bulkRows.toLocaleString('en')} rows meanwhile`, ours.bulkMs, floor.bulkMs),
  ];
}

function publicationNote(ours: Phase, floor: Phase): string {
  const { times, refused } = ours.written;
  const late = `p95 ${msText(percentile(times, 0.95))}, longest ${msText(Math.max(...times))}`;
  const codes =
    refused.length === 0 ? 'none refused' : `${refused.length} refused: ${[...new Set(refused)].join(', ')}`;
  return `${times.length} and ${floor.written.times.length} of them; ${late}; ${codes}`;
}

function allOf({ met }: Phase): readonly number[] {
  return [...met.times.values()].flat();
}

function rateOf(phase: Phase): number {
  return allOf(phase).length / phase.met.seconds;
}

function latency(what: string, ours: readonly number[], floor: readonly number[]): Figure {
  const three = (times: readonly number[]) => [0.5, 0.95, 0.99].map(part => msText(percentile(times, part))).join(', ');
  const figure = timed(what, median(ours), median(floor));
  return { ...figure, note: `p50, p95, p99: ${three(ours)}; the floor ${three(floor)}` };
}
