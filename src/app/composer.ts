// The thread that composes rows of a bulk load: the store's own work with the folds that the app keeps. Nothing imports it.
import { serveComposer } from '#store';
import { folds } from './folds.ts';

serveComposer(folds);
