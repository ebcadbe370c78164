// Gathers the notes of one reading, each said once. It never decides what a note means.
import type { Note } from './workbook.ts';

/** Notes in the order they were first made; a code said again is not repeated. */
export class Notes {
  readonly list: Note[] = [];
  readonly #said = new Set<string>();

  say(code: string, place: { row?: number; detail?: string } = {}): void {
    if (this.#said.has(code)) return;
    this.#said.add(code);
    this.list.push({ code, ...place });
  }
}
