// A stranger who varies what he asks does not fill the database's memory with prepared statements.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openKeptTexts } from './kept-texts.ts';

test('so many texts are prepared and no more, until the connections that hold them are gone', () => {
  const isKept = openKeptTexts(2, 1000);
  assert.deepEqual(
    ['a', 'b', 'c', 'a', 'b'].map(text => isKept(text, 0)),
    [true, true, false, true, true],
  );
  assert.deepEqual(
    ['c', 'd', 'a'].map(text => isKept(text, 1001)),
    [true, true, false],
  );
});
