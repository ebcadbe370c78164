// References: texts that must name a record of a register. Asked for in bulk, remembered within bounds.
// It never looks anything up itself: the rooms that can are handed in.
import type { Bilingual, Flaw } from '#register';

/** What a text turned out to name. `by` tells how: its key, another code or spelling of it, or its name. */
export type Resolution =
  | { readonly found: string; readonly withdrawn?: boolean; readonly by: 'key' | 'alias' | 'name' }
  | { readonly ambiguous: readonly string[] }
  | { readonly absent: true; readonly suggestion?: string };

/** Looks texts up in a register, many at a time. A text without an answer counts as absent. */
export interface ReferenceReader {
  resolve(register: string, texts: readonly string[]): Promise<ReadonlyMap<string, Resolution>>;
}

const absent: Resolution = { absent: true };
const remembered = 20_000;

/** The references of one intake, resolved once a text. */
export class References {
  readonly #reader: ReferenceReader;
  readonly #known = new Map<string, Map<string, Resolution>>();

  constructor(reader: ReferenceReader) {
    this.#reader = reader;
  }

  /** Looks up what is not known yet. At most 20,000 texts a register stay in memory. */
  async learn(register: string, texts: ReadonlySet<string>): Promise<void> {
    let known = this.#known.get(register);
    if (known === undefined || known.size > remembered) {
      known = new Map();
      this.#known.set(register, known);
    }
    const unknown: string[] = [];
    for (const text of texts) if (!known.has(text)) unknown.push(Buffer.from(text).toString());
    if (unknown.length === 0) return;
    const resolved = await this.#reader.resolve(register, unknown);
    for (const text of unknown) known.set(text, resolved.get(text) ?? absent);
  }

  /** What a text that was learnt names. */
  get(register: string, text: string): Resolution {
    return this.#known.get(register)?.get(text) ?? absent;
  }
}

/** What there is to say of a resolution: a flaw that blocks, a note, or nothing. `list` is the title of the field. */
export function flawOfReference(given: string, list: Bilingual, resolution: Resolution): Flaw | undefined {
  const facts = { given, listLo: list.lo, listEn: list.en };
  if ('ambiguous' in resolution) {
    return { code: 'reference/ambiguous', facts: { ...facts, known: resolution.ambiguous.join(', ') } };
  }
  if ('absent' in resolution) {
    const { suggestion } = resolution;
    return suggestion === undefined
      ? { code: 'reference/absent', facts }
      : { code: 'reference/suggested', facts: { ...facts, suggestion } };
  }
  if (resolution.withdrawn) return { code: 'reference/withdrawn', facts };
  return resolution.by === 'key' ? undefined : { code: 'reference/by-name', facts: { code: resolution.found } };
}
