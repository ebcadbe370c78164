// What the site's search answers: what was asked for itself, then hits grouped by register in the order of the best of each.
import {
  type AskedSearch,
  type Found,
  type FoundGroup,
  isSample,
  type RecordView,
  type SearchView,
} from '#interface/site';
import { thaiToLao } from '#lib/lao';
import { type CountedHits, countHits, type SearchHit, type Spelling, search, spellingOf } from '#projection/search';
import { isWordList } from '#register';
import type { StoredRegister } from '#store';
import { titleLines, titleText } from '../hit-title.ts';
import { summaryOf } from './home-view.ts';
import { labelsOf, recordsOf } from './record-view.ts';
import { answersOf } from './search-answers.ts';
import { choicesOf, filtersOf, placeAsked, placeWithin } from './search-places.ts';
import type { Shelf } from './shelf.ts';

const hitsShown = 30;
/** Where there are several groups none shall push the others off a phone. */
const mostOfSeveral = 6;
const mostOfOne = 10;
const mostOfLoose = 5;

/** Searches all open registers or one, everywhere or in one place. */
export async function searchView(shelf: Shelf, { q, register, place: code }: AskedSearch): Promise<SearchView> {
  const stored = await shelf.catalogue.all();
  const one = stored.find(each => each.register.name === register);
  const searched = one === undefined ? stored.filter(each => !isWordList(each.register)) : [one];
  const registers = searched.map(each => each.id);
  const [hits, counted, place] = await Promise.all([
    search(shelf.sql, { words: q, registers, limit: hitsShown, place: code }),
    countHits(shelf.sql, q, registers, code),
    code === undefined ? undefined : placeAsked(shelf, code),
  ]);
  const spelling = await spellingOf(shelf.sql, { words: q, registers, place: code, hits, counted });
  const isPartial = spelling.held === 'part' || isLoose(spelling);
  const within = code === undefined && isPartial ? await placeWithin(shelf, q, registers) : undefined;
  const records = await recordsOf(shelf, searched, hits);
  const answers = await answersOf(shelf, hits, records);
  const answered = new Set(answers.map(({ record }) => record));
  const rest = hits.filter(hit => !answered.has(records.get(hit) as RecordView));
  return {
    q,
    answers,
    groups: groupsOf(searched, { hits: rest, counted, records, spelling, answered }).map(group => ({
      ...group,
      filters: filtersOf(group.register, place),
    })),
    spelling,
    places: code === undefined && !isLoose(spelling) ? await choicesOf(shelf, [...records.values()]) : [],
    registers: stored.map(summaryOf),
    labels: await labelsOf(
      shelf,
      answers.map(({ record }) => record),
    ),
    ...(/[\u0e01-\u0e5b]/.test(q) ? { readAs: thaiToLao(q) } : {}),
    ...(one === undefined ? {} : { register: one.register }),
    ...(place === undefined ? {} : { place }),
    ...(within === undefined ? {} : { within }),
  };
}

/** The search page before a question. */
export async function searchStart(shelf: Shelf): Promise<SearchView> {
  const registers = (await shelf.catalogue.all()).map(summaryOf);
  return { q: '', answers: [], groups: [], spelling: { held: 'loose' }, places: [], registers, labels: new Map() };
}

function isLoose({ held }: Spelling): boolean {
  return held === 'near' || held === 'loose';
}

interface Outcome {
  readonly hits: readonly SearchHit[];
  readonly counted: readonly CountedHits[];
  readonly records: ReadonlyMap<SearchHit, RecordView>;
  readonly spelling: Spelling;
  readonly answered: ReadonlySet<RecordView>;
}

// Registers whose records did not come to the first page are named with their count: they are a step away.
function groupsOf(searched: readonly StoredRegister[], outcome: Outcome): Omit<FoundGroup, 'filters'>[] {
  const { hits, counted, records, spelling, answered } = outcome;
  const ids = new Set([...hits.map(hit => hit.registerId), ...counted.map(one => one.registerId)]);
  const most = isLoose(spelling) ? mostOfLoose : ids.size > 1 ? mostOfSeveral : mostOfOne;
  return [...ids].flatMap(id => {
    const register = searched.find(each => each.id === id)?.register;
    if (register === undefined) return [];
    const own = hits.filter(hit => hit.registerId === id);
    const total = counted.find(one => one.registerId === id);
    const given = [...answered].filter(one => one.register === register).length;
    if (own.length === 0 && (total?.count ?? 0) <= given) return [];
    const results = own.slice(0, most).map(hit => foundOf(hit, records.get(hit)));
    // With some that have only a part of the words beside them, the number of those that have all would be read as all.
    if (total === undefined || total.count < own.length) return [{ register, results }];
    return [{ register, results, total: { count: total.count, exact: total.exact } }];
  });
}

function foundOf({ key, pieces, snippet }: SearchHit, record: RecordView | undefined): Found {
  const [titlePieces, secondPieces] = titleLines(pieces);
  return {
    key,
    title: titleText(pieces) || key,
    pieces: snippet,
    sample: record !== undefined && isSample(record),
    ...(titlePieces === undefined ? {} : { titlePieces }),
    ...(secondPieces === undefined ? {} : { secondPieces }),
  };
}
