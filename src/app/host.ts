// The first part of a log's origin: a name for this installation that no other has.
import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';

/** The host of a real installation: from LAOPEDIA_ORIGIN, else a random local name, so that two never share an origin. */
export function realHost(config: Config): string {
  return config.origin === undefined ? `local-${randomBytes(6).toString('hex')}.laopedia` : new URL(config.origin).host;
}

/** The host of a demo: always said in the origin, so that a demo's proof can never pass for a real one. */
export function demoHost(): string {
  return `demo-${randomBytes(6).toString('hex')}.laopedia`;
}
