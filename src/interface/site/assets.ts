// The files of the pages: style, fonts, band, icon and the islands' scripts, made in memory at start and named by their
// digest. Nothing is fetched, and nothing is written to disk.
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';
import { bandSvg, iconSvg } from './band.ts';
import type { AssetAddresses } from './part/frame.ts';

/** A file as it is served: its address holds its digest, so it never changes. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzip?: Buffer;
  readonly brotli?: Buffer;
}

/** The files by address, the addresses the pages name, and one digest over all of them (part of every ETag). */
export interface Assets {
  readonly files: ReadonlyMap<string, Asset>;
  readonly addresses: AssetAddresses;
  readonly digest: string;
}

const styles = ['1-tokens', '2-ground', '3-frame', '4-parts', '5-list', '6-record', '6-search', '7-print'];
const weights = ['400', '700'];
const font = 'font/woff2';
const digestLength = 16;

/** Makes the files. Takes about a tenth of a second; called once at start. */
export async function openAssets(): Promise<Assets> {
  const band = asset('band', 'svg', 'image/svg+xml', bandSvg());
  const icon = asset('icon', 'svg', 'image/svg+xml', iconSvg());
  const fonts = await Promise.all(weights.map(openFont));
  const named = new Map([['band.svg', band], ...fonts.map(([name, file]) => [name, file] as const)]);
  const style = asset('style', 'css', 'text/css; charset=utf-8', await makeStyle(named));
  const [verify, suggest] = await Promise.all(['verify-proof', 'suggest-names'].map(openIsland));
  if (verify === undefined || suggest === undefined) throw new Error('an island is missing');
  const files = [band, icon, style, verify, suggest, ...fonts.map(([, file]) => file)];
  return {
    files: new Map(files.map(file => [file.address, file])),
    addresses: {
      style: style.address,
      icon: icon.address,
      verifyScript: verify.address,
      suggestScript: suggest.address,
    },
    digest: hash('sha256', files.map(file => file.address).join('\n'), 'hex').slice(0, digestLength),
  };
}

// A room's index also leads to what needs Node; where an island does not use it, it must leave no trace.
const withoutNode: Plugin = {
  name: 'without-node',
  setup: builder =>
    builder.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false })),
};

async function openFont(weight: string): Promise<readonly [string, Asset]> {
  const path = createRequire(import.meta.url).resolve(
    `@fontsource/noto-sans-lao/files/noto-sans-lao-lao-${weight}-normal.woff2`,
  );
  return [`lao-${weight}.woff2`, asset(`lao-${weight}`, 'woff2', font, await readFile(path))];
}

async function makeStyle(named: ReadonlyMap<string, Asset>): Promise<string> {
  const sheets = styles.map(name => readFile(new URL(`./style/${name}.css`, import.meta.url), 'utf8'));
  let style = (await Promise.all(sheets)).join('\n');
  for (const [name, { address }] of named) style = style.replaceAll(`url("${name}")`, `url("${address}")`);
  return (await transform(style, { loader: 'css', minify: true, legalComments: 'none' })).code;
}

async function openIsland(name: string): Promise<Asset> {
  return asset(name, 'js', 'text/javascript; charset=utf-8', await bundleIsland(name));
}

async function bundleIsland(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./island/${name}${extname(import.meta.url)}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    plugins: [withoutNode],
  });
  const text = outputFiles[0]?.text;
  if (text === undefined || /["']node:/.test(text)) throw new Error(`the island ${name} cannot run in a browser`);
  return text;
}

function asset(name: string, extension: string, type: string, content: string | Buffer): Asset {
  const bytes = Buffer.from(content);
  const address = `/assets/${name}.${hash('sha256', bytes, 'hex').slice(0, digestLength)}.${extension}`;
  const packed = type === font ? {} : { gzip: gzipSync(bytes), brotli: brotliCompressSync(bytes) };
  return { address, type, bytes, ...packed };
}
