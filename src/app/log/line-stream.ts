// Where the log's lines go: gathered for a moment and written together, since a write of its own costs more than its request.
// Lines of warnings and faults go at once. What standard output does not take is dropped and counted, never kept in memory.

/** What a logger writes to. */
export interface LineStream {
  write(line: string): void;
  /** Writes what is gathered; for the end. */
  flush(): void;
}

/** A stream that takes text, as standard output does. */
export interface Output {
  write(text: string): boolean;
  readonly writableLength: number;
}

const longestWaitMs = 200;
const fullLength = 16_384;
const mostWaitingLength = 8 << 20;
const urgent = /^\{"level":"(?:warn|error|fatal)"/;

/** Opens it over an output. */
export function openLineStream(output: Output): LineStream {
  let gathered = '';
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered === '') return;
    const lines = dropped === 0 ? gathered : `${gathered}${droppedLine(dropped)}`;
    gathered = '';
    dropped = 0;
    output.write(lines);
  };
  return {
    flush,
    write(line) {
      if (output.writableLength + gathered.length > mostWaitingLength) {
        dropped++;
        return;
      }
      gathered += line;
      if (gathered.length > fullLength || urgent.test(line)) flush();
      else timer ??= setTimeout(flush, longestWaitMs).unref();
    },
  };
}

function droppedLine(lines: number): string {
  return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), dropped: lines, msg: 'lines of the log were dropped: nobody read them' })}\n`;
}
