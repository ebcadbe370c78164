// What the page of a search is made from: shapes only.
import type { Register } from '#register';
import type { Labels } from './labels.ts';
import type { Title } from './language.ts';
import type { Inbound, RecordView, RegisterSummary } from './view.ts';

/** A stretch of a text; marked where it matched, on whole syllables. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** One found record. */
export interface Found {
  readonly key: string;
  readonly title: string;
  readonly titlePieces?: readonly Piece[];
  /** The title in the other language, where there is one. */
  readonly secondPieces?: readonly Piece[];
  /** The part of its text that matches. */
  readonly pieces: readonly Piece[];
  readonly sample: boolean;
}

/** How many records have all the words; where it is not `exact` there are more. */
export interface FoundCount {
  readonly count: number;
  readonly exact: boolean;
}

/** What was found in one register; `total` absent where only likeness led there, `results` empty where better ones took the page. */
export interface FoundGroup {
  readonly register: Register;
  readonly total?: FoundCount;
  readonly results: readonly Found[];
  /** Narrows the register's list to the place of the search. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** A record that is itself what was asked for; `inside` is what stands in it, where it is a place, and what it lies in. */
export interface Answer {
  readonly record: RecordView;
  readonly inside?: { readonly parents: readonly RecordView[]; readonly counts: readonly Inbound[] };
}

/** A place that a search keeps to, or may keep to. */
export interface SearchPlace {
  readonly code: string;
  readonly title: Title;
}

/** How the words stand in what was found; `text` is another spelling, of what was found or of what may have been meant. */
export type FoundSpelling =
  | { readonly held: 'exact' | 'sound' | 'part' | 'loose' }
  | { readonly held: 'folded' | 'near'; readonly text: string };

/** The answer to a search. `loose` results only come near the words, or to some of them. */
export interface SearchView {
  readonly q: string;
  /** What was typed in Thai letters, in Lao ones. */
  readonly readAs?: string;
  readonly answers: readonly Answer[];
  readonly groups: readonly FoundGroup[];
  readonly spelling: FoundSpelling;
  /** Set when one register alone was searched. */
  readonly register?: Register;
  /** Set when the search keeps to a place; `places` are those to choose from where results spread. */
  readonly place?: SearchPlace;
  readonly places: readonly SearchPlace[];
  /** The words without the name of a place, and that place: where no record has all the words, but some there have the rest. */
  readonly within?: { readonly q: string; readonly place: SearchPlace };
  readonly registers: readonly RegisterSummary[];
  readonly labels: Labels;
}
