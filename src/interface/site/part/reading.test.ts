// An article reads like an article: title, day, text, and only then what is looked up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewFrame } from '#test/site-pages';
import { article, newsPageView, record } from '#test/site-views';
import { openAssets } from '../assets.ts';
import { recordPage } from '../page/record.ts';

const { addresses } = await openAssets();
const frame = (lang: 'lo' | 'en') => previewFrame(lang, '/article/1', addresses);
const item = {
  number: '1',
  title_lo: 'ຂ່າວ',
  title_en: 'News',
  published: '2026-02-16',
  kind: 'news',
  body: 'ເນື້ອໃນລາວ',
  body_en: 'The text',
};
const view = { ...newsPageView, record: record(article, '1', item) };

function order(page: string, ...parts: readonly string[]): void {
  const places = parts.map(part => page.indexOf(part));
  assert.ok(
    places.every(place => place >= 0),
    `${parts.join()} at ${places.join()}`,
  );
  assert.deepEqual(
    places,
    [...places].sort((one, other) => one - other),
    parts.join(),
  );
}

test('the day stands with the title, the text follows, the facts come last and say neither again', () => {
  const page = recordPage(frame('lo'), view).text;
  order(page, '<h1>', 'datetime="2026-02-16"', 'ເນື້ອໃນລາວ', 'class="facts"');
  assert.equal(page.split('ເນື້ອໃນລາວ').length, 2);
  assert.equal(page.split('datetime="2026-02-16"').length, 2);
});

test("the text of the reader's language comes first, the other names its language", () => {
  order(recordPage(frame('lo'), view).text, 'ເນື້ອໃນລາວ', '<div class="prose" lang="en">', 'The text');
  order(recordPage(frame('en'), view).text, 'The text', '<div class="prose" lang="lo">', 'ເນື້ອໃນລາວ');
});
