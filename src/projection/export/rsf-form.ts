// The form of a whole register as a stream, `laopedia-rsf/v1`. It is an heir of the openregister project's register
// serialisation format: lines in order, ending in a root. Hidden tiers appear as digests only.
import type { JsonObject } from '#lib/canonical-json';

/**
 * The form that the first line names. Lines of UTF-8 end with LF, their parts are divided by tabs; canonical JSON (RFC
 * 8785) holds neither, so entries and bodies stand in them as they are:
 *
 *     laopedia-rsf/v1  origin  name
 *     checkpoint  the newest signed note in base64               (when there is one)
 *     entry  canonical bytes  [salt in base64  public body]      (in order, from number 0)
 *     end  size  root in base64
 */
export const rsfForm = 'laopedia-rsf/v1';

/** The first lines. `checkpoint` is the note as it was signed; its signatures are for the reader's caller to verify. */
export interface RsfHead {
  readonly kind: 'head';
  readonly origin: string;
  readonly name: string;
  readonly checkpoint?: string;
}

/** An entry with its exact bytes. `open` is its public body, verified against its digest; absent where none is given. */
export interface RsfEntry {
  readonly kind: 'entry';
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly entry: JsonObject;
  readonly open?: { readonly salt: Uint8Array; readonly body: string };
}

/** The end: everything before it makes this root. */
export interface RsfEnd {
  readonly kind: 'end';
  readonly size: number;
  readonly root: Uint8Array;
}

/** A part of the stream, verified as far as it goes. */
export type RsfPart = RsfHead | RsfEntry | RsfEnd;
