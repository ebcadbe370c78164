// What the pages are made from: shapes only. Whoever reads the projections makes them; the pages never ask for more.
import type { JsonValue } from '#lib/canonical-json';
import type { Bilingual, Field, Item, Register } from '#register';
import type { Labels } from './labels.ts';
import type { Title } from './language.ts';

/** A register with what stands in it today. `size` counts the entries of its log, `changedAt` is UTC. */
export interface RegisterSummary {
  readonly register: Register;
  readonly origin: string;
  readonly records: number;
  readonly size: number;
  readonly changedAt: string | null;
}

/** A record as the public may see it: `item` holds public fields only. Times are ISO 8601 in UTC. */
export interface RecordView {
  readonly register: Register;
  readonly key: string;
  readonly entry: number;
  readonly time: string;
  readonly item: Item;
  readonly withdrawn: boolean;
  readonly publication: number;
  readonly organisations: readonly string[];
  readonly validFrom?: string;
  readonly later?: { readonly validFrom: string; readonly entry: number };
  /** What came in its place, by `succeed` entries. */
  readonly successors?: readonly { readonly key: string; readonly how: string }[];
}

/** A province as a cell of the schematic map; columns and rows count from 0. */
export interface ProvinceCell {
  readonly code: string;
  readonly name: Bilingual;
  readonly column: number;
  readonly row: number;
  readonly count: number;
}

/** A publication in one line: so many entries of a register. */
export interface RecentChange {
  readonly register: Register;
  readonly time: string;
  readonly publication: number;
  readonly entries: number;
  readonly organisations: readonly string[];
  /** The record, where the publication changed one alone. */
  readonly only?: { readonly key: string; readonly title: Title };
}

/** The front page. */
export interface HomeView {
  readonly registers: readonly RegisterSummary[];
  readonly recent: readonly RecentChange[];
  readonly provinces: readonly ProvinceCell[];
  readonly latestNews: readonly RecordView[];
  readonly labels: Labels;
}

/** All registers. */
export interface RegistersView {
  readonly registers: readonly RegisterSummary[];
  readonly labels: Labels;
}

/** A value to narrow a list by. Unchosen ones show how many records would be left. */
export interface FacetValue {
  readonly value: string;
  readonly title: Bilingual;
  readonly count: number;
  readonly chosen: boolean;
}

/** A field to narrow a list by, with its most frequent values. */
export interface Facet {
  readonly field: Field;
  readonly values: readonly FacetValue[];
}

/** A page of a register's records. `next` is the cursor of the following page; `total` null where it was not counted. */
export interface ListView {
  readonly register: Register;
  readonly records: readonly RecordView[];
  readonly next: string | null;
  readonly total: number | null;
  readonly facets: readonly Facet[];
  readonly sort: string;
  readonly q: string;
  /** Where the words are in more records than a list can be made of: how many, and how many of them are in it. */
  readonly closest?: { readonly shown: number; readonly count: number; readonly exact: boolean };
  /** By field, or by `field.from` and `field.to`; several values of a field mean or. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly after?: string;
  readonly asAt?: string;
  readonly labels: Labels;
}

/** How many records of a register point at this one, and by which field. */
export interface Inbound {
  readonly register: Register;
  readonly field: Field;
  /** The keys that are pointed at, where they are more than the record's own. */
  readonly keys?: readonly string[];
  readonly count: number;
}

/** A record with what points at it. `asAt` and `validAt` are what was asked for. */
export interface RecordPageView {
  readonly record: RecordView;
  readonly inbound: readonly Inbound[];
  readonly asAt?: string;
  readonly validAt?: string;
  /** The cells of the small map; shown where the record has a place. */
  readonly provinces: readonly ProvinceCell[];
  readonly labels: Labels;
}

/** What an entry did to the record. `redact` shows no values. */
export interface EntryChange {
  readonly number: number;
  readonly op: 'put' | 'withdraw' | 'redact' | 'succeed';
  readonly validFrom?: string;
  readonly changes: readonly { readonly field: Field; readonly before?: JsonValue; readonly after?: JsonValue }[];
}

/** A publication that touched the record. */
export interface HistoryBlock {
  readonly publication: number;
  readonly time: string;
  readonly organisations: readonly string[];
  readonly basis?: string | null;
  readonly entries: readonly EntryChange[];
}

/** The history of a record, newest first. */
export interface HistoryView {
  readonly record: RecordView;
  readonly blocks: readonly HistoryBlock[];
  readonly labels: Labels;
}

/** A proof for a record's entry. `anchored`: checked against a signed checkpoint; `waiting`: not signed yet; `broken`: it failed. */
export interface VerifyView {
  readonly record: RecordView;
  readonly entry: number;
  /** The canonical bytes of the entry, as text: the leaf is their hash. */
  readonly entryText: string;
  /** The canonical public body and its salt (base64); null where it was redacted. */
  readonly publicBody: { readonly text: string; readonly salt: string } | null;
  readonly checkpoint: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly note: string;
  } | null;
  /** C2SP tlog-proof as text; null while waiting. */
  readonly proof: string | null;
  readonly verifierKey?: string;
  readonly state: 'anchored' | 'waiting' | 'broken';
  readonly labels: Labels;
}

/** A place with what is above it, below it, and of it. */
export interface PlaceView {
  readonly place: RecordView;
  readonly parents: readonly RecordView[];
  readonly children: readonly RecordView[];
  readonly counts: readonly Inbound[];
  readonly provinces: readonly ProvinceCell[];
  readonly labels: Labels;
}
