// Names while a person types, as the API gives them: each name once in a register, in the letters of who types.
import type { RestOptions, RestSuggestion } from '#interface/rest';
import { isLao, latinKey, matchingKey, thaiToLao } from '#lib/lao';
import { type Suggestion, search, suggest } from '#projection/search';
import type { Speaker } from '#store';

/** Of records that share a name only one is shown: so more are asked for. */
const askedFor = 3;
/** Names are kept by so much of their beginning; whoever has typed more is answered from a search. */
const beginningUnits = 12;

type Asked = Parameters<RestOptions['suggest']>[0];

/** At most `limit` names that begin with the words. */
export async function suggestions(sql: Speaker, asked: Asked): Promise<RestSuggestion[]> {
  const { words, registers, limit } = asked;
  const byId = new Map(registers.map(({ id, register }) => [id, register]));
  const typed = thaiToLao(words);
  const made = new Map<string, RestSuggestion>();
  for (const found of await foundBy(sql, asked, [...byId.keys()])) {
    const register = byId.get(found.registerId);
    if (register === undefined) continue;
    const names = namesOf(found, typed);
    const known = `${register.name} ${names.name}`;
    if (!made.has(known)) made.set(known, { register: register.name, key: found.key, ...names, title: register.title });
  }
  return [...made.values()].slice(0, limit);
}

async function foundBy(sql: Speaker, { words, limit }: Asked, registers: readonly number[]): Promise<Suggestion[]> {
  const names = await suggest(sql, words, limit * askedFor, registers);
  const key = matchingKey(thaiToLao(words));
  if (key.length <= beginningUnits) return names;
  const sound = latinKey(thaiToLao(words));
  const hits = await search(sql, { words, registers, limit: limit * askedFor });
  const begins = (name: string) =>
    matchingKey(name).startsWith(key) || (sound !== '' && latinKey(name).startsWith(sound));
  return [...names, ...hits].filter(({ title }) => title.split('\n').some(begins));
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
