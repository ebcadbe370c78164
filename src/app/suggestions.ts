// Names while a person types, as the API gives them: each name once in a register, in the letters of who types.
import type { RestOptions, RestSuggestion } from '#interface/rest';
import { isLao, matchingKey, thaiToLao } from '#lib/lao';
import { type Suggestion, suggest } from '#projection/search';
import type { Speaker } from '#store';

/** Of records that share a name only one is shown: so more are asked for. */
const askedFor = 3;

/** At most `limit` names that begin with the words. */
export async function suggestions(
  sql: Speaker,
  { words, registers, limit }: Parameters<RestOptions['suggest']>[0],
): Promise<RestSuggestion[]> {
  const byId = new Map(registers.map(({ id, register }) => [id, register]));
  const typed = thaiToLao(words);
  const made = new Map<string, RestSuggestion>();
  for (const found of await suggest(sql, words, limit * askedFor, [...byId.keys()])) {
    const register = byId.get(found.registerId);
    if (register === undefined) continue;
    const names = namesOf(found, typed);
    const known = `${register.name} ${names.name}`;
    if (!made.has(known)) made.set(known, { register: register.name, key: found.key, ...names, title: register.title });
  }
  return [...made.values()].slice(0, limit);
}

// Of all its names the one that begins so, in the letters that are typed; and beside it the first in the others.
function namesOf({ title, key }: Suggestion, typed: string): Pick<RestSuggestion, 'name' | 'also'> {
  const names = title.split('\n').filter(name => name !== '');
  const own = names.filter(name => isLao(name) === isLao(typed));
  const begun = own.find(name => matchingKey(name).startsWith(matchingKey(typed)));
  const name = begun ?? own[0] ?? names[0] ?? key;
  const also = names.find(one => isLao(one) !== isLao(name));
  return also === undefined ? { name } : { name, also };
}
