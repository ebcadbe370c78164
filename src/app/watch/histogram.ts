// Durations counted by class, for each pair of labels that was ever seen. It measures nothing itself.
import type { Family, Sample } from './exposition.ts';

/** Upper ends of the classes, in seconds. */
const ends = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30] as const;

interface Counted {
  readonly labels: Readonly<Record<string, string>>;
  readonly classes: number[];
  seconds: number;
  count: number;
}

/** Durations under way of being counted. */
export class DurationHistogram {
  readonly #counted = new Map<string, Counted>();

  /** Counts one; `of` is the value of each label, in the order of `names`. */
  count(names: readonly string[], of: readonly string[], seconds: number): void {
    const id = of.join('\n');
    let counted = this.#counted.get(id);
    if (counted === undefined) {
      const labels = Object.fromEntries(names.map((name, at) => [name, of[at] ?? '']));
      counted = { labels, classes: ends.map(() => 0), seconds: 0, count: 0 };
      this.#counted.set(id, counted);
    }
    const at = ends.findIndex(end => seconds <= end);
    if (at >= 0) counted.classes[at] = (counted.classes[at] ?? 0) + 1;
    counted.seconds += seconds;
    counted.count++;
  }

  /** All that was counted, as a family. */
  family(name: string, means: string): Family {
    return { name, kind: 'histogram', means, samples: [...this.#counted.values()].flatMap(samplesOf) };
  }
}

function samplesOf({ labels, classes, seconds, count }: Counted): Sample[] {
  let below = 0;
  const buckets = ends.map((end, at): Sample => {
    below += classes[at] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: String(end) }, value: below };
  });
  return [
    ...buckets,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: seconds },
    { suffix: '_count', labels, value: count },
  ];
}
