// Reading over REST: registers, records, history, changes, counts, search and exports, with their OpenAPI description.
export type {
  RestCatalogue,
  RestFound,
  RestHit,
  RestHitCount,
  RestOptions,
  RestSearch,
  RestSuggestion,
} from './options.ts';
export { type Problem, sendProblem, unreadAnswer } from './problem.ts';
export { restRefusals } from './refusals.ts';
export { restRoutes } from './rest-routes.ts';
