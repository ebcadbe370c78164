// Which lane a request takes, by the route it has met and the parameters as they will be read: an address may be spelled in many
// ways (`%2Ecsv`, `%71=`), and none of them leads around a lane.
import type { LaneName } from './limits.ts';

/** The lane: exports, searches and exact counts have their own, so that none of them takes the place of a record's page. */
export function laneName(route: string, url: string): LaneName {
  if (/^\/api\/.*\/export\.\w+$/.test(route)) return 'export';
  if (/^\/(?:lo|en)\/search$|^\/api\/v1\/(?:search|suggest)$/.test(route)) return 'search';
  const at = url.indexOf('?');
  if (at === -1) return 'read';
  const asked = new URLSearchParams(url.slice(at));
  if (asked.getAll('q').some(words => words !== '')) return 'search';
  return asked.has('count', 'exact') ? 'count' : 'read';
}
