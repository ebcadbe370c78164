// A publication: the one road into our own log.
export { publish, publishDefinition } from './publish.ts';
export { publicationRefusals } from './refusals.ts';
