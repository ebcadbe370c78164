// Serves the files of the pages. Their addresses hold their digests, so a browser keeps them for ever.
import type { FastifyInstance } from 'fastify';
import type { Asset, Assets } from '../assets.ts';
import { publicRoute } from './public-route.ts';

/** One route for each file, packed as the browser likes it. */
export function assetRoutes(scope: FastifyInstance, assets: Assets): void {
  for (const file of assets.files.values()) {
    scope.get(file.address, publicRoute, (request, reply) => {
      const { bytes, encoding } = packed(file, request.headers['accept-encoding'] ?? '');
      if (encoding !== undefined) reply.header('content-encoding', encoding);
      return reply
        .type(file.type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .send(bytes);
    });
  }
}

function packed(file: Asset, accepted: string): { readonly bytes: Buffer; readonly encoding?: string } {
  if (file.brotli !== undefined && /\bbr\b/.test(accepted)) return { bytes: file.brotli, encoding: 'br' };
  if (file.gzip !== undefined && /\bgzip\b/.test(accepted)) return { bytes: file.gzip, encoding: 'gzip' };
  return { bytes: file.bytes };
}
