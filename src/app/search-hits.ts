// The site's search as the command line and the API give it.
import type { CommandHit } from '#interface/command';
import { search } from '#projection/search';
import { getRegister, readRegisters, type Speaker } from '#store';
import { titleText } from './hit-title.ts';

/** Hits over the open registers, or one of them. */
export async function searchHits(
  sql: Speaker,
  words: string,
  register: string | undefined,
  limit: number,
): Promise<CommandHit[]> {
  const stored =
    register === undefined ? (await readRegisters(sql)).filter(one => one.open) : [await getRegister(sql, register)];
  const names = new Map(stored.map(one => [one.id, one.register.name]));
  const hits = await search(sql, { words, registers: [...names.keys()], limit });
  return hits.map(({ registerId, key, pieces, snippet, score }) => ({
    register: names.get(registerId) ?? '',
    key,
    title: titleText(pieces),
    snippet: snippet.map(piece => piece.text).join(''),
    score,
  }));
}
