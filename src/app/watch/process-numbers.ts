// Numbers of this process: memory, processor, how late the event loop is, and what clearing of memory costs.
import { constants, monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import { type Family, labelled, type NumberSource, single } from './exposition.ts';

const resolutionMs = 10;
const kinds: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak',
};

/** Opens it: from now on delays of the event loop are measured. Each reading tells of the time since the last. */
export function openProcessNumbers(): NumberSource & { close(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  const clearing = new Map<string, number>();
  const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const { kind: given } = (Reflect.get(entry, 'detail') ?? {}) as { readonly kind?: number };
      const kind = kinds[given ?? 0] ?? 'other';
      clearing.set(kind, (clearing.get(kind) ?? 0) + entry.duration / 1000);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000);
  return {
    name: 'process',
    read(): Family[] {
      const delays: [string, number][] = [
        ['0.5', late(delay.percentile(50))],
        ['0.99', late(delay.percentile(99))],
        ['1', late(delay.max)],
      ];
      delay.reset();
      return [
        labelled(
          'event_loop_delay_seconds',
          'gauge',
          'How late the event loop was since the last reading.',
          'quantile',
          delays,
        ),
        labelled('gc_seconds_total', 'counter', 'Time spent clearing memory.', 'kind', [...clearing]),
        ...ofTheProcess(),
      ];
    },
    close() {
      delay.disable();
      observer.disconnect();
    },
  };
}

function ofTheProcess(): Family[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    labelled('memory_bytes', 'gauge', 'Memory of the server, without PostgreSQL and the signer.', 'kind', [
      ['resident', rss],
      ['heap', heapUsed],
      ['external', external],
    ]),
    single('cpu_seconds_total', 'counter', 'Processor time of the server.', (user + system) / 1e6),
    single(
      'event_loop_busy_seconds_total',
      'counter',
      'Time in which the event loop did something.',
      performance.eventLoopUtilization().active / 1000,
    ),
    single('uptime_seconds', 'gauge', 'Since the server started.', process.uptime()),
  ];
}
