// Kept counts of facets: a fold and its reader.
export { countedFields } from './counted-fields.ts';
export { countsFold } from './fold.ts';
export { keptCount } from './kept-count.ts';
export { readCounts, type ValueCount } from './read.ts';
