// Weighs what a citizen's phone receives: pages as they come over the wire, plain and compressed, with their style.
import { bytesText, type Figure } from './figures.ts';
import { ask, type Sides } from './http.ts';
import type { Sample } from './sample.ts';
import { wrongUnless } from './search-answers.ts';

const pageBytes = 30_000;
/** What a browser of today accepts: the server chooses. */
const browserCodings = 'gzip, deflate, br, zstd';

/** The figures of a record page, a list page and a search page; beside them the floor's JSON for the same question. */
export async function measureWire({ queries }: Sample, sides: Sides): Promise<Figure[]> {
  const [record, list, word] = [queries.samples[1], queries.list[0], queries.search.common[0]];
  if (record === undefined || list === undefined || word === undefined) throw new Error('the sample has no questions');
  const filters = `province=${list.province}&sector=${list.isic2}`;
  const pages = [
    { what: 'record page', path: `/lo/bench-enterprise/${record.reg}`, floor: `/r/${record.reg}`, held: true },
    { what: 'list page', path: `/lo/bench-enterprise?${filters}`, floor: `/list?${filters}`, held: true },
    {
      what: 'search page',
      path: `/lo/search?q=${encodeURIComponent(word.w)}`,
      floor: floorSearch(word.w),
      held: false,
    },
  ];
  const figures: Figure[] = [];
  for (const page of pages) figures.push(...(await weigh(page, sides)));
  return figures;
}

function floorSearch(word: string): string {
  return `/search?q=${encodeURIComponent(word)}`;
}

interface Page {
  readonly what: string;
  readonly path: string;
  readonly floor: string;
  /** Whether it is held to a page's weight; a page of search is only shown. */
  readonly held: boolean;
}

async function weigh({ what, path, floor, held }: Page, sides: Sides): Promise<Figure[]> {
  const bytesOf = async (coding: string) => {
    const page = await bodyOf(sides.ours + path, coding);
    const style = /<link[^>]+href="([^"]+\.css)"/.exec((await bodyOf(sides.ours + path, 'identity')).toString())?.[1];
    const styled = style === undefined ? 0 : (await bodyOf(new URL(style, sides.ours).href, coding)).length;
    return { page: page.length, styled: page.length + styled };
  };
  const [plain, packed] = [await bytesOf('identity'), await bytesOf(browserCodings)];
  const bare = (await bodyOf(sides.floor + floor, 'identity')).length;
  return [
    {
      what: `${what} on the wire, with style`,
      ours: bytesText(packed.styled),
      limit: bytesText(pageBytes),
      ratio: packed.styled / pageBytes,
      target: held ? 1 : undefined,
      note: `alone ${bytesText(packed.page)}, not compressed ${bytesText(plain.page)}; the floor's JSON ${bytesText(bare)}`,
    },
  ];
}

async function bodyOf(address: string, coding: string): Promise<Buffer> {
  const { status, body } = await ask(address, { headers: { 'accept-encoding': coding } });
  wrongUnless(status === 200, address, status);
  return body;
}
