// What the site's search answers: hits grouped by register, in the order of the best of each.
import type { Found, FoundGroup, SearchView } from '#interface/site';
import { type SearchHit, search } from '#projection/search';
import { titleLines, titleText } from '../hit-title.ts';
import type { Shelf } from './shelf.ts';

const hitsShown = 30;

/** Searches all open registers, or one. */
export async function searchView(shelf: Shelf, q: string, name?: string): Promise<SearchView> {
  const stored = await shelf.catalogue.all();
  const one = name === undefined ? undefined : stored.find(each => each.register.name === name);
  const asked = one === undefined ? stored : [one];
  const hits = await search(shelf.sql, { words: q, registers: asked.map(each => each.id), limit: hitsShown });
  const groups = new Map<number, Found[]>();
  for (const hit of hits) groups.set(hit.registerId, [...(groups.get(hit.registerId) ?? []), foundOf(hit)]);
  const found = [...groups].flatMap(([id, results]): FoundGroup[] => {
    const register = asked.find(each => each.id === id)?.register;
    return register === undefined ? [] : [{ register, count: null, results }];
  });
  return {
    q,
    groups: found,
    registers: stored.map(each => each.register),
    ...(one === undefined ? {} : { register: one.register }),
  };
}

/** The search page before a question. */
export async function searchStart(shelf: Shelf): Promise<SearchView> {
  return { q: '', groups: [], registers: (await shelf.catalogue.all()).map(each => each.register) };
}

function foundOf({ key, pieces, snippet }: SearchHit): Found {
  const [titlePieces, secondPieces] = titleLines(pieces);
  const title = titleText(pieces) || key;
  return {
    key,
    title,
    pieces: snippet,
    ...(titlePieces === undefined ? {} : { titlePieces }),
    ...(secondPieces === undefined ? {} : { secondPieces }),
  };
}
