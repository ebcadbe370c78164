// Which lane a request takes, by its address alone.
import type { LaneName } from './limits.ts';

/** The lane: exports, searches and exact counts have their own, so that none of them takes the place of a record's page. */
export function laneName(url: string): LaneName {
  const at = url.indexOf('?');
  const [path, query] = at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at)];
  if (/^\/api\/.*\/export\.\w+$/.test(path)) return 'export';
  if (/^\/(?:lo|en)\/search$|^\/api\/v1\/(?:search|suggest)$/.test(path) || /[?&]q=[^&]/.test(query)) return 'search';
  return /[?&]count=exact/.test(query) ? 'count' : 'read';
}
