// Reads laopedia-rsf/v1 and verifies it on the way: digests of bodies, the tree's root, the root of the checkpoint. It
// checks no signature and appends nothing.
import { appendLeaf, emptyFrontier, type Frontier, frontierRoot, leafHash } from '#lib/merkle';
import { type Checkpoint, NoteProblem, parseCheckpoint, parseNote } from '#lib/note';
import { parseEntry, saltBytes, tierDigest } from '#register';
import { linesOf } from './lines.ts';
import { refuseExport } from './refusals.ts';
import { type RsfEnd, type RsfEntry, type RsfHead, type RsfPart, rsfForm } from './rsf-form.ts';

/**
 * The parts of a stream, in order: a head, entries, an end. Refuses with the number of the line what is not of the form
 * (`export/rsf-form`), a body that is not its digest's (`export/rsf-digest`), a root that the entries do not make
 * (`export/rsf-root`), and a stream without its end (`export/rsf-short`). Nothing is sure before the end was given.
 */
export async function* readRsf(source: AsyncIterable<Uint8Array>): AsyncIterable<RsfPart> {
  const reader = new RsfReader();
  for await (const { line, text } of linesOf(source)) yield* reader.take(line, text);
  reader.finish();
}

class RsfReader {
  #frontier: Frontier = emptyFrontier;
  #head: RsfHead | undefined;
  #checkpoint: Checkpoint | undefined;
  #given = false;
  #ended = false;
  #line = 0;

  *take(line: number, text: string): Iterable<RsfPart> {
    this.#line = line;
    const [kind, ...parts] = text.split('\t');
    if (this.#ended) throw this.#refuse();
    if (line === 1) this.#head = this.#readHead(kind, parts);
    else if (line === 2 && kind === 'checkpoint') this.#readCheckpoint(parts);
    else {
      if (!this.#given && this.#head !== undefined) yield this.#head;
      this.#given = true;
      if (kind === 'entry') yield this.#readEntry(parts);
      else if (kind === 'end') yield this.#readEnd(parts);
      else throw this.#refuse();
    }
  }

  finish(): void {
    if (!this.#ended) throw refuseExport('rsf-short', { line: this.#line });
  }

  #readHead(kind: string | undefined, [origin, name, ...more]: readonly string[]): RsfHead {
    if (kind !== rsfForm || !origin || !name || more.length > 0) throw this.#refuse();
    return { kind: 'head', origin, name };
  }

  #readCheckpoint([base64 = '', ...more]: readonly string[]): void {
    const note = this.#bytes(base64).toString('utf8');
    try {
      this.#checkpoint = parseCheckpoint(parseNote(note).text);
    } catch (problem) {
      if (problem instanceof NoteProblem) throw this.#refuse();
      throw problem;
    }
    if (more.length > 0 || this.#head?.origin !== this.#checkpoint.origin) throw this.#refuse();
    this.#head = { ...this.#head, checkpoint: note };
  }

  #readEntry([text = '', salt, body, ...more]: readonly string[]): RsfEntry {
    const entry = parseEntry(text);
    if (entry === undefined || more.length > 0 || (salt === undefined) !== (body === undefined)) throw this.#refuse();
    const bytes = Buffer.from(text);
    const number = this.#frontier.size;
    this.#frontier = appendLeaf(this.#frontier, leafHash(bytes));
    if (this.#frontier.size === this.#checkpoint?.size) this.#holdRoot(this.#checkpoint.root);
    if (salt === undefined || body === undefined) return { kind: 'entry', number, bytes, entry };
    const open = { salt: this.#bytes(salt), body };
    const { public: digest } = (entry['digests'] ?? {}) as { readonly public?: unknown };
    if (open.salt.length !== saltBytes || digest !== tierDigest(open.salt, body))
      throw refuseExport('rsf-digest', { line: this.#line });
    return { kind: 'entry', number, bytes, entry, open };
  }

  #readEnd([size = '', root = '', ...more]: readonly string[]): RsfEnd {
    if (!/^\d{1,15}$/.test(size) || more.length > 0) throw this.#refuse();
    const given = this.#bytes(root);
    this.#holdRoot(given);
    if (Number(size) !== this.#frontier.size || (this.#checkpoint?.size ?? 0) > this.#frontier.size)
      throw refuseExport('rsf-root', { line: this.#line });
    this.#ended = true;
    return { kind: 'end', size: Number(size), root: given };
  }

  #holdRoot(given: Uint8Array): void {
    if (!Buffer.from(frontierRoot(this.#frontier)).equals(given)) throw refuseExport('rsf-root', { line: this.#line });
  }

  // One spelling for the same bytes; Node's reader alone would let others by.
  #bytes(base64: string): Buffer {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.toString('base64') !== base64) throw this.#refuse();
    return bytes;
  }

  #refuse() {
    return refuseExport('rsf-form', { line: this.#line });
  }
}
