// Numbers of a run: medians, percentiles, ratios beside their targets, and the table that shows them.

/** One line of the result. `ratio` is ours to the limit's or peer's; `target` what releases are held to. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly limit: string;
  readonly ratio: number | undefined;
  readonly target: number | undefined;
  /** What the figure is not held to, or how it was come by. */
  readonly note?: string;
  /** Our time, where growth from size to size is looked at. */
  readonly oursMs?: number;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which that part of all values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Milliseconds for a person. */
export function msText(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 100 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(2)} ms`;
}

/** Bytes for a person. */
export function bytesText(bytes: number): string {
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes >= 1e4 ? `${(bytes / 1e3).toFixed(1)} kB` : `${bytes.toFixed(0)} B`;
}

/** The figure of two times. */
export function timed(what: string, oursMs: number, limitMs: number, target?: number, note?: string): Figure {
  return {
    what,
    ours: msText(oursMs),
    limit: msText(limitMs),
    ratio: oursMs / limitMs,
    target,
    oursMs,
    ...(note === undefined ? {} : { note }),
  };
}

/** Whether the target was hit; nothing where there is none. */
export function verdictOf({ ratio, target }: Pick<Figure, 'ratio' | 'target'>): '' | 'hit' | 'MISSED' {
  if (ratio === undefined || target === undefined) return '';
  return ratio <= target ? 'hit' : 'MISSED';
}

/** The figures as a table of text. */
export function tableText(figures: readonly Figure[]): string {
  const rows = [
    ['', 'ours', 'limit', 'ratio', 'target', ''],
    ...figures.map(({ what, ours, limit, ratio, target, note }) => [
      what,
      ours,
      limit,
      ratio === undefined ? '' : ratio.toFixed(2),
      targetText(target),
      [verdictOf({ ratio, target }), note ?? ''].filter(text => text !== '').join('; '),
    ]),
  ];
  return columnsText(rows);
}

/** A target as it is shown. */
export function targetText(target: number | undefined): string {
  return target === undefined ? '' : `<= ${Number(target.toFixed(2))}`;
}

/** Rows as columns of text: the first and the last read from the left, numbers between them to the right. */
export function columnsText(rows: readonly (readonly string[])[]): string {
  const last = (rows[0]?.length ?? 0) - 1;
  const widths = Array.from({ length: last }, (_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
  const cell = (text: string, at: number) =>
    at === 0 || at === last ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return rows.map(row => row.map(cell).join('  ').trimEnd()).join('\n');
}
