// A publication: the entry that closes each change of a log and tells when, how much, and by which proposal. Who approved
// and on what basis stands in its hidden tier.
import { canonicalJson, type JsonObject } from '#lib/canonical-json';
import type { Tier } from './tier.ts';

/** What everybody may know of a publication. Times are UTC, to the second. */
export interface Publication {
  readonly time: string;
  /** Number of its first entry, and how many entries it closes (itself not counted). */
  readonly first: number;
  readonly count: number;
  /** Unique: a repeated request with the same proposal gets the first answer. */
  readonly proposal: string;
  readonly organisations: readonly string[];
}

/** Who made, who approved, and on what basis; kept in the custodian tier under pseudonyms. */
export interface Provenance {
  readonly author: string;
  readonly approvers: readonly string[];
  readonly basis: string | null;
}

/** The form of a publication entry. */
export const publicationForm = 'laopedia/publication/v1+sha256';

/** The canonical bytes of a publication entry as text; `digest` is the salted one of its provenance. */
export function composePublication(publication: Publication, digest: string): string {
  const digests: Partial<Record<Tier, string>> = { custodian: digest };
  return canonicalJson({
    ...(publication as unknown as JsonObject),
    digests,
    form: publicationForm,
    op: 'publication',
  });
}
