// Folds Latin spellings of Lao names so that what a person types meets what romanise makes (Xaignabouli, Sayaburi).
// Only for comparing: it joins names that differ, and the closest spelling must be ranked first.

// A bit for each letter from a to z that a text holds, one for all that is neither letter nor digit, none for digits.
const OTHER = 1 << 26;
function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x61 && c <= 0x7a) letters |= 1 << (c - 0x61);
    else if (c < 0x30 || c > 0x39) letters |= OTHER;
  }
  return letters;
}

// In this order: each rule sees what the ones before it made. The letters: without one of them the rule has nothing to do;
// asking that first costs a tenth of trying all patterns.
const RULES = (
  [
    ['e', /(?<=[a-z][^aeiou\W])e(?![a-z])/g, ''],
    ['hxzjç', /tch|ch|sh|[xzjç]/g, 's'],
    ['c', /c(?=[eiy])/g, 's'],
    ['cq', /ck|[cq]/g, 'k'],
    ['h', /([aeiouy])h(?=[^aeiouy]|$)/g, '$1'],
    ['gyh', /(?<!n)gn(?=[aeiou])|ny(?=[aeiou])|\bnh(?=[aeiou])/g, 'y'],
    ['h', /h/g, ''],
    ['r', /(?<=[kpt])r/g, ''],
    ['r', /([aeiou])r(?![aeiouy])/g, '$1'],
    ['r', /r/g, 'l'],
    ['w', /w/g, 'v'],
    ['v', /(?<=[aeiou])v(?![aeiouy])/g, 'o'],
    ['y', /y/g, 'i'],
    ['o', /ou|oo/g, 'u'],
    ['e', /eu|ue|oe|ae/g, 'e'],
    ['a', /ia|ea/g, 'ie'],
    ['b', /b(?![aeioulv])/g, 'p'],
    ['d', /d(?![aeioulv])/g, 't'],
    ['g', /g(?![aeioulv])(?<!ng)/g, 'k'],
    [' ', /[^a-z0-9]+/g, ''],
  ] as const
).map(([letters, pattern, into]) => ({
  letters: lettersOf(letters),
  pattern,
  into,
  made: lettersOf(into.replace('$1', '')),
}));

const NOT_ASCII = /[^\0-\x7f]/;

function plainOf(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

// Every letter once where it stands several times in a row.
function undoubled(text: string): string {
  let made = '';
  let from = 0;
  for (let i = 1; i < text.length; i++) {
    if (text.charCodeAt(i) !== text.charCodeAt(i - 1)) continue;
    made += text.slice(from, i);
    from = i + 1;
  }
  return from === 0 ? text : made + text.slice(from);
}

/**
 * The folded form of a Latin spelling: ph=p th=t kh=k, x ch s z j=s, v=w, ou oo=u, eu ue oe ae=e, r=l, h dropped, a final e silent,
 * a letter doubled once, accents, spaces and signs left out. Digits stay; letters of other scripts do not.
 */
export function foldLatin(text: string): string {
  let made = plainOf(text);
  let letters = lettersOf(made);
  for (const rule of RULES) {
    if ((letters & rule.letters) === 0) continue;
    made = made.replace(rule.pattern, rule.into);
    letters |= rule.made;
  }
  return undoubled(made);
}

/** What stays of a Latin spelling without its vowels, for names whose vowels were heard differently: vangviang is vngvng. */
export function latinSkeleton(text: string): string {
  const folded = foldLatin(text);
  return (folded[0] ?? '') + undoubled(folded.slice(1).replace(/[aeiou]/g, ''));
}
