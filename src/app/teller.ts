// Tells of a failure that comes again and again once, and anew when it changes or has been away. It keeps no log.

/** Who is told of a failure each round, and of each round that did not fail. */
export interface Teller {
  failed(problem: unknown): void;
  worked(): void;
}

/** Tells `say` each failure once, with the name of the work before it. */
export function openTeller(work: string, say: (line: string) => void): Teller {
  let told = '';
  return {
    failed(problem) {
      const line = `${work}: ${String(problem)}`;
      if (line !== told) say(line);
      told = line;
    },
    worked() {
      told = '';
    },
  };
}
