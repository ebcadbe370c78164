// Reading over REST: registers, records, history, changes, counts, search and exports, with their OpenAPI description.
export type { RestCatalogue, RestHit, RestOptions } from './options.ts';
export { type Problem, sendProblem } from './problem.ts';
export { restRefusals } from './refusals.ts';
export { restRoutes } from './rest-routes.ts';
