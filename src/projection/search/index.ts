// Search over every public record: a fold that keeps one shared table, and its readers.
export { type CountedHits, countHits, type FoundKeys, findKeys } from './count.ts';
export { didYouMean, type Judged, spellingOf } from './did-you-mean.ts';
export { searchFold } from './fold.ts';
export { refreshSearch } from './refresh.ts';
export { type SearchHit, type SearchOptions, search } from './search.ts';
export { type Spelling, spellingIn } from './spelling.ts';
export { type Suggestion, suggest } from './suggest.ts';
export { wordFold } from './word-fold.ts';
export { glossedWords } from './word-meaning.ts';
