// The log over HTTP: checkpoint, tiles, bundles, public bodies, proofs and keys of every open register.
export { logApiRefusals } from './refusals.ts';
export { type LogRoutesOptions, logRoutes } from './routes.ts';
