// Keys under which two spellings of one name meet, and the level a place name states. A key is for comparing, never for show.
// It never strips a level word inside a name, nor one that is all there is.
import { normalise } from './normalise.ts';
import { tokenEnd, tokenStart } from './syllable.ts';
import { unitsOf } from './units.ts';

/** What a name names: a place loses its level word, a person their titles, anything else nothing. */
export type NameKind = 'place' | 'person' | 'plain';
/** The levels of places in Laos, as their names state them. */
export type PlaceLevel = 'province' | 'capital' | 'district' | 'city' | 'municipality' | 'village';

const CAPITAL = 'ນະຄອນຫຼວງ';
const CITY = 'ນະຄອນ';
// Names that begin with ຫຼວງ themselves: in ນະຄອນຫຼວງພະບາງ the level word is ນະຄອນ alone.
const CITIES_IN_LUANG = /^ນະຄອນ *ຫຼວງ *(ພະບາງ|ນ້ຳທາ)/u;
const CAPITALS = /^ນະຄອນຫຼວງ *ວຽງ *ຈັນ/u;
const LEVEL_WORDS: readonly (readonly [string, PlaceLevel])[] = [
  ['ແຂວງ', 'province'],
  ['ເມືອງ', 'district'],
  ['ເທດສະບານ', 'municipality'],
  ['ບ້ານ', 'village'],
  ['ຂ.', 'province'],
  ['ມ.', 'district'],
  ['ບ.', 'village'],
];
const TITLES = ['ພະນະທ່ານ', 'ທ່ານ', 'ທ້າວ', 'ນາງ'];
const SHORT_TITLES = /^(?:(?:ນ|ທ|ທ່)\.|(?:ພົອ|ຮສ|ປອ|ດຣ)(?:\.| ))/u;
const TITLES_MAX = 8;
const NOTHING_BUT_FILLING = /^[ .,-]*$/u;

function endsAtSyllable(text: string, length: number): boolean {
  const units = unitsOf(text);
  let end = 0;
  for (let start = 0; start < length; start = tokenStart(units, end, text.length)) end = tokenEnd(units, start);
  return end === length;
}

interface Level {
  readonly level: PlaceLevel;
  /** Units of the level word, to be left out of the key; 0 if no name would remain that is known without it. */
  readonly length: number;
}

function levelOf(name: string): Level | undefined {
  if (CITIES_IN_LUANG.test(name)) return { level: 'city', length: CITY.length };
  if (name.startsWith(CAPITAL)) return { level: 'capital', length: CAPITALS.test(name) ? CAPITAL.length : 0 };
  if (name.startsWith(CITY) && endsAtSyllable(name, CITY.length)) return { level: 'city', length: CITY.length };
  for (const [word, level] of LEVEL_WORDS) {
    if (!name.startsWith(word)) continue;
    if (word.endsWith('.') || endsAtSyllable(name, word.length)) return { level, length: word.length };
  }
  return undefined;
}

function withoutTitle(name: string): string {
  const short = SHORT_TITLES.exec(name)?.[0];
  const title = short ?? TITLES.find(word => name.startsWith(word) && endsAtSyllable(name, word.length));
  return title === undefined ? name : name.slice(title.length).replace(/^[ .]+/u, '');
}

function withoutTitles(name: string): string {
  let rest = name;
  for (let title = 0; title < TITLES_MAX; title++) {
    const shorter = withoutTitle(rest);
    if (shorter === rest || NOTHING_BUT_FILLING.test(shorter)) return rest;
    rest = shorter;
  }
  return rest;
}

// Lists that put the level word before names that have it already say ບ້ານບ້ານ: then it goes twice.
function withoutLevel(name: string): string {
  const { level, length = 0 } = levelOf(name) ?? {};
  const shorter = name.slice(length).trimStart();
  if (length === 0 || NOTHING_BUT_FILLING.test(shorter)) return name;
  const again = levelOf(shorter);
  if (again === undefined || again.level !== level || level === 'city') return shorter;
  const shortest = shorter.slice(again.length).trimStart();
  return NOTHING_BUT_FILLING.test(shortest) ? shorter : shortest;
}

/**
 * The key under which spellings of one name meet: normalised, without spaces, and (by kind, 'place' unless said) without
 * the level word (ແຂວງ ເມືອງ ນະຄອນ ນະຄອນຫຼວງ ເທດສະບານ ບ້ານ ຂ. ມ. ບ.) or titles (ທ່ານ ທ້າວ ນາງ ນ. ພົອ ຮສ ປອ) at the start.
 * Two places may share a key (ແຂວງວຽງຈັນ and ນະຄອນຫຼວງວຽງຈັນ do): placeLevel then tells them apart. For lists of codes, whose
 * words may be level words or titles, use 'plain'.
 */
export function matchingKey(name: string, options: { readonly kind?: NameKind } = {}): string {
  const kind = options.kind ?? 'place';
  let rest = normalise(name).trim();
  if (kind === 'person') rest = withoutTitles(rest);
  if (kind === 'place') {
    rest = withoutLevel(rest);
  }
  return rest.replace(/\s+/gu, '');
}

/** The level a place name states by its first word or letter (ບ້ານ, ບ.); undefined if it states none. */
export function placeLevel(name: string): PlaceLevel | undefined {
  return levelOf(normalise(name).trim())?.level;
}
