// The folds the app hands the store: applied in a publication's transaction, in this order. The record fold comes last,
// since the others still want to see what stood.
import { countsFold } from '#projection/counts';
import { recordFold } from '#projection/record';
import { searchFold, wordFold } from '#projection/search';
import type { Fold } from '#store';

/** What is kept up to date with every publication. */
export const folds: readonly Fold[] = [countsFold, searchFold, wordFold, recordFold];
