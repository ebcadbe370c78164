// The words of the site: none without Lao or English, each in the table that a native reader corrects.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { speak, words } from './words.ts';

const table = readFileSync(new URL('../../../docs/WORDS.md', import.meta.url), 'utf8');

describe('the words of the site', () => {
  it('stand in both languages, with the same places to fill', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [name, { lo, en }] of Object.entries(words)) {
      assert.ok(lo.trim() !== '' && en.trim() !== '', name);
      assert.deepEqual(places(lo), places(en), name);
    }
  });

  it('stand in docs/WORDS.md word for word', () => {
    for (const { lo, en } of Object.values(words)) {
      const row = `| ${lo} | ${en} |`;
      assert.ok(table.includes(row), `docs/WORDS.md lacks ${row}`);
    }
  });

  it('are filled with facts', () => {
    assert.equal(speak('lo')('records', { count: '1.024' }), '1.024 ລາຍການ');
    assert.equal(speak('en')('records', { count: '1,024' }), '1,024 records');
  });
});
