// Numbers as Prometheus reads them (text exposition format 0.0.4). It knows no meaning: families in, text out.

/** One value with its labels; `suffix` for the parts of a histogram. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
  readonly suffix?: '_bucket' | '_sum' | '_count';
}

/** A family of numbers: its name without the prefix, what it counts, and its samples. */
export interface Family {
  readonly name: string;
  readonly kind: 'gauge' | 'counter' | 'histogram';
  readonly means: string;
  readonly samples: readonly Sample[];
}

/** Something that has numbers when it is asked. */
export interface NumberSource {
  /** Names it in `laopedia_watch_source_up`. */
  readonly name: string;
  read(): Promise<readonly Family[]> | readonly Family[];
}

/** A family of a single value. */
export function single(name: string, kind: 'gauge' | 'counter', means: string, value: number): Family {
  return { name, kind, means, samples: [{ value }] };
}

/** A family of one value for each value of one label. */
export function labelled(
  name: string,
  kind: 'gauge' | 'counter',
  means: string,
  label: string,
  values: readonly (readonly [string, number])[],
): Family {
  return { name, kind, means, samples: values.map(([of, value]) => ({ labels: { [label]: of }, value })) };
}

/** The text. A family without samples is left out. */
export function exposition(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, kind, means, samples }) => {
      const head = `# HELP laopedia_${name} ${escaped(means)}\n# TYPE laopedia_${name} ${kind}\n`;
      return head + samples.map(sample => line(name, sample)).join('');
    })
    .join('');
}

function line(name: string, { labels = {}, value, suffix }: Sample): string {
  const written = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text).replaceAll('"', '\\"')}"`);
  return `laopedia_${name}${suffix ?? ''}${written.length === 0 ? '' : `{${written.join(',')}}`} ${numberText(value)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function numberText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}
