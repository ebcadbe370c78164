// Folds Latin spellings of Lao names so that what a person types meets what romanise makes (Xaignabouli, Sayaburi).
// Only for comparing: it joins names that differ, and the closest spelling must be ranked first.

// In this order: each rule sees what the ones before it made.
const RULES: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z][^aeiou\W])e(?![a-z])/g, ''],
  [/tch|ch|sh|[xzjç]/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/ck|[cq]/g, 'k'],
  [/([aeiouy])h(?=[^aeiouy]|$)/g, '$1'],
  [/(?<!n)gn(?=[aeiou])|ny(?=[aeiou])|\bnh(?=[aeiou])/g, 'y'],
  [/h/g, ''],
  [/(?<=[kpt])r/g, ''],
  [/([aeiou])r(?![aeiouy])/g, '$1'],
  [/r/g, 'l'],
  [/w/g, 'v'],
  [/(?<=[aeiou])v(?![aeiouy])/g, 'o'],
  [/y/g, 'i'],
  [/ou|oo/g, 'u'],
  [/eu|ue|oe|ae/g, 'e'],
  [/ia|ea/g, 'ie'],
  [/b(?![aeioulv])/g, 'p'],
  [/d(?![aeioulv])/g, 't'],
  [/g(?![aeioulv])(?<!ng)/g, 'k'],
  [/[^a-z0-9]+/g, ''],
  [/(.)\1+/g, '$1'],
];

/**
 * The folded form of a Latin spelling: ph=p th=t kh=k, x ch s z j=s, v=w, ou oo=u, eu ue oe ae=e, r=l, h dropped, a final e silent,
 * a letter doubled once, accents, spaces and signs left out. Digits stay; letters of other scripts do not.
 */
export function foldLatin(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return RULES.reduce((made, [pattern, into]) => made.replace(pattern, into), plain);
}

/** What stays of a Latin spelling without its vowels, for names whose vowels were heard differently: vangviang is vngvng. */
export function latinSkeleton(text: string): string {
  const folded = foldLatin(text);
  return (
    (folded[0] ?? '') +
    folded
      .slice(1)
      .replace(/[aeiou]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}
