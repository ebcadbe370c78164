// A memory of what a function made of texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from './memory.ts';

const counting = () => {
  let made = 0;
  const memory = new Memory(given => {
    made++;
    return `${given}!`;
  });
  return { memory, made: () => made };
};

test('a text is made once while it is asked for, however many others pass by', () => {
  const { memory, made } = counting();
  for (let i = 0; i < 50_000; i++) {
    assert.equal(memory.of('ບ້ານ'), 'ບ້ານ!');
    assert.equal(memory.of(`name ${i}`), `name ${i}!`);
  }
  assert.equal(made(), 50_001);
});

test('what is not asked for any more is forgotten, and made again', () => {
  const { memory, made } = counting();
  for (let round = 0; round < 2; round++) for (let i = 0; i < 20_000; i++) memory.of(`name ${i}`);
  assert.equal(made(), 40_000);
});
