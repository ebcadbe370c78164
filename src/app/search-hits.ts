// The site's search as the command line and the API give it.
import type { RestFound, RestHitCount, RestSearch } from '#interface/rest';
import { countHits, didYouMean, search } from '#projection/search';
import type { Speaker } from '#store';
import { titleText } from './hit-title.ts';

/** Hits over registers; on the first page also what somebody may have meant whose words are nowhere. */
export async function searchHits(
  sql: Speaker,
  { words, registers, place, limit, offset = 0 }: RestSearch & { readonly limit: number; readonly offset?: number },
): Promise<RestFound> {
  const names = namesOf({ registers });
  const ids = [...names.keys()];
  const hits = await search(sql, { words, registers: ids, limit, offset, place });
  const meant = offset > 0 ? undefined : await didYouMean(sql, words, ids, place, hits);
  const results = hits.map(({ registerId, key, pieces, snippet, score }) => ({
    register: names.get(registerId) ?? '',
    key,
    title: titleText(pieces),
    snippet: snippet.map(piece => piece.text).join(''),
    score,
  }));
  return meant === undefined ? { results } : { results, didYouMean: meant };
}

/** How many records of each register have all the words. */
export async function hitCounts(sql: Speaker, { words, registers, place }: RestSearch): Promise<RestHitCount[]> {
  const names = namesOf({ registers });
  const counted = await countHits(sql, words, [...names.keys()], place);
  return counted.map(({ registerId, count, exact }) => ({ register: names.get(registerId) ?? '', count, exact }));
}

function namesOf({ registers }: Pick<RestSearch, 'registers'>): Map<number, string> {
  return new Map(registers.map(({ id, register }) => [id, register.name]));
}
