// Makes a register equal to another installation's from its stream (`laopedia-rsf/v1`): byte for byte, under the same root.
import { parseCheckpoint, parseNote } from '#lib/note';
import { type RsfEnd, type RsfHead, type RsfPart, readRsf } from '#projection/export';
import { appendCopy, type CopiedEntry, type Store, type StoredRegister } from '#store';

/**
 * Copies a register in. The stream is verified on its way (digests, root); the checkpoint's signature is not, since whose
 * key to trust is the caller's to say: `verifyLog` on the copy does that. Nothing is kept unless all of it agrees.
 */
export async function copyRegister(store: Store, stream: AsyncIterable<Uint8Array>): Promise<StoredRegister> {
  const parts = readRsf(stream)[Symbol.asyncIterator]();
  const head = (await parts.next()).value as RsfHead;
  let end: RsfEnd | undefined;
  const entries = entriesOf(parts, last => {
    end = last;
  });
  return appendCopy(store, {
    origin: head.origin,
    name: head.name,
    ...(head.checkpoint === undefined ? {} : { checkpoint: checkpointOf(head.checkpoint) }),
    entries,
    end() {
      if (end === undefined) throw new Error('a stream that was read whole has an end');
      return end;
    },
  });
}

async function* entriesOf(parts: AsyncIterator<RsfPart>, tell: (end: RsfEnd) => void): AsyncIterable<CopiedEntry> {
  for (;;) {
    const { value, done } = await parts.next();
    if (done) return;
    if (value.kind === 'end') tell(value);
    if (value.kind !== 'entry') continue;
    const { bytes, entry, open } = value;
    yield open === undefined ? { bytes, entry } : { bytes, entry, open };
  }
}

function checkpointOf(note: string) {
  const { size, root } = parseCheckpoint(parseNote(note).text);
  return { note, size, root };
}
