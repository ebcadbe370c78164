// How alike names are to what was asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf } from './asked.ts';
import { Candidate } from './candidate.ts';
import { likenessTo } from './likeness.ts';
import { sureOf } from './sure.ts';

const candidate = (title: string) => new Candidate({ register_id: 1, key: '1', passage: 0, title, body: '', way: 5 });

function likeness(words: string, title: string): number {
  const asked = askedOf(words);
  assert.ok(asked !== undefined);
  return likenessTo(asked)(candidate(title));
}

test('a name spelled nearly so is liker than one that shares less, wherever it stands', () => {
  const [same = 0, near = 0, other = 0] = ['ບ້ານດົງບອນ ເມືອງນາຊາຍທອງ', 'ບ້ານດົງບັງ ເມືອງຄຳເກີດ', 'ບ້ານໂພນ ເມືອງດົງບອນ'].map(
    title => likeness('ບ້ານດົງບອນ', title),
  );
  assert.ok(same > near && near > other);
});

test('the whole title may be the name', () => {
  assert.ok(likeness('ບໍລິສັດ ຕົວຢ່າງ', 'ບໍລິສັດ ຕົວຢ່າງ') > likeness('ບໍລິສັດ ຕົວຢ່າງ', 'ບໍລິສັດ'));
});

test('Latin letters lead to the name that is written most like it among those that sound alike', () => {
  assert.ok(likeness('Nahang', 'ບ້ານນາຮ່າງ') > likeness('Nahang', 'ບ້ານນາອ່າງ'));
  assert.ok(likeness('Xiengmai', 'ບ້ານຊຽງໃໝ່') > likeness('Xiengmai', 'ບ້ານສຽງໃໝ່'));
});

test('in Latin letters the name itself is meant before the place it lies in, and the larger place before the smaller', () => {
  assert.ok(likeness('Paklay', 'ເມືອງປາກລາຍ ແຂວງໄຊຍະບູລີ') > likeness('Paklay', 'ບ້ານດອນ ເມືອງປາກລາຍ'));
  assert.ok(likeness('Luang Namtha', 'ແຂວງຫຼວງນ້ຳທາ') > likeness('Luang Namtha', 'ເມືອງຫຼວງນ້ຳທາ ແຂວງຫຼວງນ້ຳທາ'));
});

test('names without letters to compare are not alike', () => {
  assert.equal(likeness('Bokeo', ''), 0);
  assert.equal(likeness('ບໍ່ແກ້ວ', ''), 0);
});

test('a name is surely meant only at the level that was asked for', () => {
  const sure = (words: string, title: string) => {
    const asked = askedOf(words);
    return asked === undefined ? undefined : sureOf(asked, candidate(title));
  };
  assert.equal(sure('ຫຼວງນ້ຳທາ', 'ແຂວງຫຼວງນ້ຳທາ'), 'name');
  assert.equal(sure('ແຂວງຫຼວງນ້ຳທາ', 'ແຂວງຫຼວງນ້ຳທາ'), 'name');
  assert.equal(sure('ເມືອງຫຼວງນ້ຳທາ', 'ແຂວງຫຼວງນ້ຳທາ'), undefined);
  assert.equal(sure('ບ້ານດອນ', 'ດອນ'), 'name');
});
