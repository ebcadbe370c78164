// What the site asks of the house: one function a page. The application implements it over the projections; what is
// absent is `undefined`, what a rule forbids is a Refusal, and everything it gives is of the public tier.
import type { ListQuery } from './list-query.ts';
import type { SearchView } from './search-view.ts';
import type { HistoryView, HomeView, ListView, PlaceView, RecordPageView, RegistersView, VerifyView } from './view.ts';

/** `asAt`: a day (`YYYY-MM-DD`, Vientiane) or the number of an entry. `validAt`: a day. */
export interface AskedMoment {
  readonly asAt?: string;
  readonly validAt?: string;
}

/** A search in all registers or in one, everywhere or in one place: its words, a register's name, a place's code. */
export interface AskedSearch {
  readonly q: string;
  readonly register?: string;
  readonly place?: string;
}

/** Reads views of the public tier. */
export interface SiteReader {
  /** A short text that changes whenever anything shown may have changed: the sum of the logs' sizes will do. */
  version(): Promise<string>;
  /** Whether there is a register of that name. */
  has(register: string): boolean;
  home(): Promise<HomeView>;
  registers(): Promise<RegistersView>;
  /** Refuses unknown and hidden fields in filters and order alike. */
  list(register: string, query: ListQuery): Promise<ListView | undefined>;
  record(register: string, key: string, moment: AskedMoment): Promise<RecordPageView | undefined>;
  history(register: string, key: string): Promise<HistoryView | undefined>;
  verify(register: string, key: string): Promise<VerifyView | undefined>;
  /** `q` is never empty. */
  search(asked: AskedSearch): Promise<SearchView>;
  /** What a search page without a question shows. */
  searchStart(): Promise<SearchView>;
  place(code: string): Promise<PlaceView | undefined>;
}
