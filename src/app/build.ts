// Which version of the program this is: part of every ETag, so that a new version's pages are fetched anew.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const described = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The version of the program. */
export const version = described.version;

/** The version, and a mark of this start: sources run as they are, so a restart may be a new build. */
export const build = `${version}-${createHash('sha256').update(`${process.pid} ${process.hrtime.bigint()}`).digest('hex').slice(0, 8)}`;
