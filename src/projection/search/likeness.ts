// How alike a candidate's names are to what was asked, for names that were misspelled, misheard or typed in Latin letters. It
// says nothing of their words: rank.ts adds the two.
import { likenessTo as lettersLikeTo, matchingKey, placeLevel } from '#lib/lao';
import type { Asked } from './asked.ts';
import type { Candidate } from './candidate.ts';
import { bonesOf, latinNames } from './name-key.ts';

const hasLao = /[\u0e80-\u0eff]/;
// What a Lao name's spelling is worth when it is the same, and a Latin one's as folded and as romanised.
const spellingWorth = 60;
const [soundWorth, plainWorth, bonesWorth] = [12, 12, 2];
// What a title begins with is the name itself, what follows is often where it stands: ບ້ານດອນ ເມືອງປາກລາຍ is not what Paklay means.
const laterPart = 2.4;
// Of places of one name the larger is meant; less than any letter that differs.
const levelWorth = { province: 0.6, capital: 0.6, city: 0.4, district: 0.4, municipality: 0.4, village: 0 };

/** The worth of a candidate's likeness, 0 or more. */
export function likenessTo(asked: Asked): (candidate: Candidate) => number {
  if (asked.latinKey === '') return () => 0;
  return hasLao.test(asked.words) ? spelledLike(asked) : soundingLike(asked);
}

// The first word of a title, or all of it, by its letters.
function spelledLike({ nameKey }: Asked): (candidate: Candidate) => number {
  const alike = lettersLikeTo(nameKey);
  return candidate => {
    if (candidate.title === '') return 0;
    const firsts = candidate.title.split('\n').map(title => matchingKey(title.split(' ', 1)[0] ?? ''));
    return spellingWorth * Math.max(...firsts.map(alike), ...candidate.nameKey.split(' ').map(alike));
  };
}

function soundingLike({ latinKey, words }: Asked): (candidate: Candidate) => number {
  const sound = lettersLikeTo(latinKey);
  const plain = lettersLikeTo(words);
  const bones = bonesOf(latinKey);
  return candidate => {
    let best = 0;
    for (const title of candidate.title.split('\n')) {
      const level = levelWorth[placeLevel(title) ?? 'village'];
      latinNames(title).forEach((name, at) => {
        const same = bonesOf(name.key) === bones ? bonesWorth : 0;
        const later = at === 0 ? 0 : laterPart;
        best = Math.max(best, soundWorth * sound(name.key) + plainWorth * plain(name.plain) + same - later + level);
      });
    }
    return best;
  };
}
