// Progress on a terminal: one line on stderr, rewritten a few times a second, gone at the end. Silent elsewhere.
import type { CommandContext } from './context.ts';

/** A line of progress. */
export interface Progress {
  /** So many rows more; `share` of the whole is behind us where that is known, from 0 to 1. */
  advance(rows: number, share?: number): void;
  /** What is done now, where no rows are counted. */
  say(label: string): void;
  end(): void;
}

const everyMs = 200;
// Of the first moments no speed can be told.
const settledMs = 2000;

/** Opens the progress of a count of rows. */
export function openProgress(context: Pick<CommandContext, 'isTerminal'>, label: string): Progress {
  const begun = performance.now();
  let rows = 0;
  let shownAt = Number.NEGATIVE_INFINITY;
  let width = 0;
  const show = (text: string) => {
    const blank = ' '.repeat(Math.max(0, width - text.length));
    width = text.length;
    process.stderr.write(`\r${text}${blank}`);
  };
  return {
    advance(by, share) {
      rows += by;
      const now = performance.now();
      if (!context.isTerminal || now - shownAt < everyMs) return;
      shownAt = now;
      show(`${label} ${progressText({ rows, share, elapsedMs: now - begun })}`);
    },
    say(text) {
      if (context.isTerminal) show(`${text} …`);
    },
    end() {
      if (width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

/** How far a count of rows is: `120.000 (25 %), 8.200/s, ຍັງອີກ 45 ວິນາທີ · 45 s left`. */
export function progressText(at: {
  readonly rows: number;
  readonly share: number | undefined;
  readonly elapsedMs: number;
}): string {
  const count = (value: number) => Math.round(value).toLocaleString('de-DE');
  const share = at.share === undefined ? '' : ` (${Math.floor(at.share * 100)} %)`;
  if (at.elapsedMs < settledMs) return `${count(at.rows)}${share} …`;
  const speed = `, ${count(at.rows / (at.elapsedMs / 1000))}/s`;
  if (at.share === undefined || at.share <= 0) return `${count(at.rows)}${share}${speed}`;
  return `${count(at.rows)}${share}${speed}, ${leftText(((at.elapsedMs / at.share) * (1 - at.share)) / 1000)}`;
}

function leftText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 90) return `ຍັງອີກ ${whole} ວິນາທີ · ${whole} s left`;
  const minutes = Math.ceil(whole / 60);
  return `ຍັງອີກ ${minutes} ນາທີ · ${minutes} min left`;
}
