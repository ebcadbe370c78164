// The places of a search: the one it keeps to, and the provinces where its results lie.
import { labelKey, provinceCodeOf, type RecordView, type SearchPlace, type SearchView } from '#interface/site';
import { matchingKey } from '#lib/lao';
import { listRecords } from '#projection/record';
import { countHits, search } from '#projection/search';
import type { Register } from '#register';
import { labelsOf } from './record-view.ts';
import type { Shelf } from './shelf.ts';

/** A place with the codes of what lies directly below it: a list is narrowed to all of them. */
export interface PlaceAsked extends SearchPlace {
  readonly codes: readonly string[];
}

const mostCodes = 20;

/** The place of that code; without a name where there is none. */
export async function placeAsked(shelf: Shelf, code: string): Promise<PlaceAsked> {
  const stored = await shelf.catalogue.find('jurisdiction');
  const hasParent = stored?.register.schema.fields.some(field => field.name === 'parent') ?? false;
  const below =
    stored === undefined || !hasParent
      ? []
      : (await listRecords(shelf.sql, stored, { filters: { parent: [code] }, limit: mostCodes - 1 })).records;
  const labels = await labelsOf(shelf, [], [['jurisdiction', code]]);
  return {
    code,
    title: labels.get(labelKey('jurisdiction', code)) ?? {},
    codes: [code, ...below.map(({ key }) => key)],
  };
}

/** The filters that narrow a register's list to a place; none where it knows no places. */
export function filtersOf(
  register: Register,
  place: PlaceAsked | undefined,
): Readonly<Record<string, readonly string[]>> {
  const field = register.schema.fields.find(one => one.as === 'jurisdiction' && one.visibility === 'public');
  return place === undefined || field === undefined ? {} : { [field.name]: place.codes };
}

/** The provinces of records, those with the most of them first. */
export async function choicesOf(shelf: Shelf, records: readonly RecordView[]): Promise<SearchPlace[]> {
  const counts = new Map<string, number>();
  for (const record of records) {
    const code = provinceCodeOf(record);
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const codes = [...counts].sort(([, one], [, other]) => other - one).map(([code]) => code);
  const labels = await labelsOf(
    shelf,
    [],
    codes.map(code => ['jurisdiction', code]),
  );
  return codes.flatMap(code => {
    const title = labels.get(labelKey('jurisdiction', code));
    return title === undefined ? [] : [{ code, title }];
  });
}

/** The words without a place's name, and the place, where records there have the other words. */
export async function placeWithin(
  shelf: Shelf,
  q: string,
  registers: readonly number[],
): Promise<SearchView['within']> {
  const places = await shelf.catalogue.find('jurisdiction');
  const words = q.split(/\s+/u);
  if (places === undefined || words.length < 2) return undefined;
  for (const hit of await search(shelf.sql, { words: q, registers: [places.id], limit: mostTried })) {
    const names = new Set(hit.title.split('\n').map(name => matchingKey(name)));
    const rest = withoutName(words, names);
    if (rest === undefined || (await countHits(shelf.sql, rest, registers, hit.key)).length === 0) continue;
    const labels = await labelsOf(shelf, [], [['jurisdiction', hit.key]]);
    return { q: rest, place: { code: hit.key, title: labels.get(labelKey('jurisdiction', hit.key)) ?? {} } };
  }
  return undefined;
}

const mostTried = 5;

// The longest run of words that is the name; nothing where no word is left beside it.
function withoutName(words: readonly string[], names: ReadonlySet<string>): string | undefined {
  for (let length = words.length - 1; length > 0; length--)
    for (let first = 0; first + length <= words.length; first++)
      if (names.has(matchingKey(words.slice(first, first + length).join(' '))))
        return words.toSpliced(first, length).join(' ');
  return undefined;
}
