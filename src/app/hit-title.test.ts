// What a reader sees of all the names that search knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleLines, titleText } from './hit-title.ts';

const plain = (text: string) => [{ text, marked: false }];

test('of many names the first in Lao letters and the first in others are shown', () => {
  assert.equal(titleText(plain('ບໍ່ແກ້ວ\nBokeo\nBokèo\nBo Keo')), 'ບໍ່ແກ້ວ · Bokeo');
  assert.equal(titleText(plain('Bokeo\nBokèo')), 'Bokeo');
  assert.equal(titleText([]), '');
});

test('what matched stays marked in its line', () => {
  const pieces = [
    { text: 'ບໍ່ແກ້ວ', marked: true },
    ...plain('\nBo'),
    { text: 'keo', marked: true },
    ...plain('\nBo Keo'),
  ];
  assert.deepEqual(titleLines(pieces), [
    [{ text: 'ບໍ່ແກ້ວ', marked: true }],
    [...plain('Bo'), { text: 'keo', marked: true }],
  ]);
});
