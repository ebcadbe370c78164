// Five news items as they were published: titles above and in the text, dates in three forms or with no year at all, one
// word in six spellings. They come in as articles, and each is found by any spelling.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { findRecord } from '#projection/record';
import { search } from '#projection/search';
import type { Definition } from '#register';
import { readShared, skipWithout } from '#test/shared';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';

const folder = 'data/text/news/';
const files = ['000.txt', '001.txt', '002.txt', '003.txt', '004.txt'];
const today = '2026-01-01';

const misprint = 'ດິຕິຕອນ';

/** A line that is a date and nothing more, or the first day named in the text. */
const dateLine = /^(?:\w+ \d{1,2}, \d{4}|\w+, \w+ \d{1,2}, \d{4}|\d{1,2}\/\d{1,2}\/\d{4})/;
const dayInText = /ວັນທີ (\d{1,2} \p{Script=Lao}+(?: \d{4})?)/u;

interface Parsed {
  readonly number: string;
  readonly title_lo: string;
  readonly published: string;
  readonly body: string;
}

function parse(text: string, at: number): Parsed {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const dated = lines.find(line => dateLine.test(line));
  const published =
    dated === undefined ? dayInText.exec(text)?.[1] : dated.replace(/ - .*$/, '').replace(/^\w+day, /, '');
  const title = lines.find(line => line !== dated && !line.startsWith('Home')) ?? '';
  const body = lines.filter(line => line !== title && line !== dated).join('\n\n');
  return {
    number: `2024-${String(at + 1).padStart(3, '0')}`,
    title_lo: title.slice(0, 250),
    published: published ?? '',
    body,
  };
}

describe('the news', { skip: skipWithout(folder) }, () => {
  let walk: Walk;
  let articles: readonly Parsed[] = [];
  const mapping = { fields: { kind: { value: 'news' }, issuer: { value: 'mtc-dgc' } } };
  before(async () => {
    walk = await openWalk();
    for (const name of ['jurisdiction', 'organisation', 'article']) {
      const register = new URL(`../../registers/${name}/`, import.meta.url);
      await define(walk, JSON.parse(readFileSync(new URL('register.json', register), 'utf8')) as Definition);
      if (name !== 'article') await bringIn(walk, name, readFileSync(new URL('samples/facts.csv', register)));
    }
    articles = files.map((file, at) => parse(readShared(`${folder}${file}`).toString('utf8'), at));
  });
  after(() => walk.close());

  test('dates are read in each form that states a year; the one that states none is a finding and never guessed', async () => {
    const { proposed } = await bringIn(walk, 'article', jsonLines(articles), { mapping });
    const wrong = proposed.findings.filter(({ blocks }) => blocks);
    assert.deepEqual(
      wrong.map(({ row, field, code, given }) => [row, field, code, given]),
      [[5, 'published', 'date/no-year', '28 ພະຈິກນີ້']],
    );
    assert.equal(proposed.id, null);
  });

  test('with the year told by a person all five are published, their letters as they were', async () => {
    articles = articles.map((one, at) => (at === 4 ? { ...one, published: '28 ພະຈິກ 2024' } : one));
    const { published, proposed } = await bringIn(walk, 'article', jsonLines(articles), { mapping });
    assert.ok(published, JSON.stringify(proposed.findings));
    const stored = await standing(walk, 'article');
    const days: unknown[] = [];
    for (const article of articles) {
      const { item } = (await findRecord(walk.store.public, stored, article.number, { today })) ?? {};
      days.push(item?.['published']);
      assert.equal(item?.['title_lo'], article.title_lo.normalize('NFC').trim());
      assert.equal(item?.['body'], article.body.normalize('NFC').trim());
    }
    assert.deepEqual(days, ['2023-03-22', '2024-06-22', '2022-07-27', '2023-01-27', '2024-11-28']);
  });

  test('all five are found by each of the five spellings of "digital" that sound alike', async () => {
    const spellings = new Set(spellingsIn(articles).filter(word => word !== misprint));
    assert.equal(spellings.size, 5, [...spellings].join(' '));
    const { id } = await standing(walk, 'article');
    for (const words of spellings) {
      const hits = await search(walk.store.public, { words, registers: [id], limit: 10 });
      assert.deepEqual(
        hits.map(({ key }) => key).sort(),
        articles.map(({ number }) => number),
        words,
      );
    }
  });

  test('the sixth, a misprint of another sound, finds the article that has it', async () => {
    assert.equal(spellingsIn(articles).filter(word => word === misprint).length, 1);
    const { id } = await standing(walk, 'article');
    const [hit] = await search(walk.store.public, { words: misprint, registers: [id], limit: 10 });
    assert.equal(hit?.key, '2024-004');
  });

  test('an article is found by its title in the other encoding of ຳ', async () => {
    const { id } = await standing(walk, 'article');
    for (const { number, title_lo } of articles) {
      const other = title_lo.includes('ຳ') ? title_lo.replaceAll('ຳ', 'ໍາ') : title_lo.replaceAll('ໍາ', 'ຳ');
      const [hit] = await search(walk.store.public, { words: other.slice(0, 60), registers: [id], limit: 3 });
      assert.equal(hit?.key, number, other);
    }
  });
});

function spellingsIn(articles: readonly Parsed[]): string[] {
  return articles.flatMap(({ title_lo, body }) => `${title_lo}\n${body}`.match(/ດ[ິີ][ຈຕ][ິີ]ຕອ[ນລ]/g) ?? []);
}
