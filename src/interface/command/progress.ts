// Progress on a terminal: one line on stderr, rewritten a few times a second, gone at the end. Silent elsewhere.
import type { CommandContext } from './context.ts';

/** A line of progress. */
export interface Progress {
  advance(rows: number): void;
  end(): void;
}

const everyRows = 2000;

/** Opens the progress of a count of rows. */
export function openProgress(context: CommandContext, label: string): Progress {
  let rows = 0;
  let shown = 0;
  return {
    advance(by) {
      rows += by;
      if (!context.isTerminal || rows - shown < everyRows) return;
      shown = rows;
      process.stderr.write(`\r${label} ${rows.toLocaleString('de-DE')} …`);
    },
    end() {
      if (context.isTerminal && shown > 0) process.stderr.write(`\r${' '.repeat(label.length + 24)}\r`);
    },
  };
}
