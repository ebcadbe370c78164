// The log over HTTP: checkpoint, tiles, bundles, public bodies, proofs and keys of every open register.
export { type ProblemAnswer, problemOf, sendLogProblem } from './problem.ts';
export { logApiRefusals } from './refusals.ts';
export { type LogRoutesOptions, logRoutes } from './routes.ts';
