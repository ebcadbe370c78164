// The query of a list: what is written is read again, whatever the fields are called.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { keyFromPath } from './address.ts';
import { mostFilters, readListQuery, writeListQuery } from './list-query.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(one => one.isWellFormed());
const fields = fc.oneof(text, fc.constantFrom('q', 'sort', 'f.q', 'as-at', 'place', 'registered.from', '__proto__'));

describe('the query of a list', () => {
  it('is read as it was written', () => {
    const filters = fc.dictionary(fields, fc.array(text, { minLength: 1, maxLength: 2 }), { maxKeys: 5 });
    fc.assert(
      fc.property(text, text, filters, (q, sort, chosen) => {
        const read = readListQuery(writeListQuery({ q, sort, filters: chosen }));
        assert.deepEqual({ ...read, filters: { ...read?.filters } }, { q: q.trim(), sort, filters: { ...chosen } });
      }),
    );
  });

  it('is refused when it is longer than a page takes', () => {
    assert.equal(readListQuery(`?q=${'ກ'.repeat(501)}`), undefined);
    assert.equal(readListQuery(`?place=${'1'.repeat(501)}`), undefined);
    assert.equal(readListQuery(`?${'place=1&'.repeat(mostFilters + 1)}`), undefined);
    assert.notEqual(readListQuery(`?${'place=1&'.repeat(mostFilters)}`), undefined);
  });
});

describe('a key in a path', () => {
  it('is the same whichever letters the browser encoded', () => {
    const key = 'ບ້ານ%20ກ~a%2Fb~%7E';
    assert.equal(keyFromPath(key), key);
    assert.equal(keyFromPath(encodeURIComponent('ບ້ານ ກ').concat('~a%2fb~%7e')), key);
    assert.equal(keyFromPath('~a'), '~a');
  });

  it('is none where it is empty or its encoding is broken', () => {
    assert.equal(keyFromPath(''), undefined);
    assert.equal(keyFromPath('%E0%BA'), undefined);
    assert.equal(keyFromPath('%'), undefined);
  });
});
