// What a new definition changes of the standing one, as it is shown to the person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '#lib/canonical-json';
import { readDefinition } from './definition.ts';
import { compareDefinitions, type DefinitionChange } from './definition-change.ts';
import { sampleDefinition, sampleRegister } from './sample-fields.ts';

const nothing: DefinitionChange = {
  added: [],
  removed: [],
  renamed: [],
  retyped: [],
  narrowed: [],
  hidden: [],
  opened: [],
};
const id = { name: 'id' };

function changes(before: readonly JsonObject[], after: readonly JsonObject[], wanted: Partial<DefinitionChange>): void {
  const standing = sampleRegister([id, ...before]);
  const next = readDefinition(sampleDefinition([id, ...after]), standing);
  assert.deepEqual(compareDefinitions(standing, next), { ...nothing, ...wanted });
}

test('the same definition changes nothing', () => changes([{ name: 'a' }], [{ name: 'a' }], {}));

test('a field is added, removed, renamed or retyped, and never two of them', () => {
  changes([], [{ name: 'a' }], { added: ['a'] });
  changes([{ name: 'a' }], [], { removed: ['a'] });
  changes([{ name: 'a' }], [{ name: 'b', was: 'a' }], { renamed: [{ from: 'a', to: 'b' }] });
  changes([{ name: 'a' }], [{ name: 'a', type: 'date' }], { retyped: ['a'] });
  changes([{ name: 'a' }], [{ name: 'b' }], { added: ['b'], removed: ['a'] });
});

test('a field seen by fewer is hidden, one seen by more is opened, between hidden tiers too', () => {
  const tier = (visibility: string) => [{ name: 'a', visibility }];
  changes(tier('public'), tier('government'), { hidden: ['a'] });
  changes(tier('government'), tier('custodian'), { hidden: ['a'] });
  changes(tier('custodian'), tier('government'), { opened: ['a'] });
  changes(tier('custodian'), tier('public'), { opened: ['a'] });
});

test('a stricter rule narrows, a looser one does not', () => {
  const rule = (constraints: JsonObject, type = 'string') => [{ name: 'a', type, constraints }];
  const narrows = (one: JsonObject, other: JsonObject, type = 'string') => {
    changes(rule(one, type), rule(other, type), { narrowed: ['a'] });
    changes(rule(other, type), rule(one, type), {});
  };
  narrows({}, { required: true });
  narrows({}, { unique: true });
  narrows({ maxLength: 9 }, { maxLength: 8 });
  narrows({}, { maxLength: 8 });
  narrows({ minLength: 1 }, { minLength: 2 });
  narrows({}, { pattern: 'a+' });
  narrows({ minimum: 9 }, { minimum: 10 }, 'integer');
  narrows({ maximum: 10 }, { maximum: 9 }, 'decimal');
  narrows({}, { minimum: '2000-01-01' }, 'date');
  changes(rule({ pattern: 'a+' }), rule({ pattern: 'b+' }), { narrowed: ['a'] });
});

test('a list of codes where there was none, or with one less, narrows', () => {
  const codes = (...list: string[]) => [{ name: 'a', codes: list }];
  changes([{ name: 'a' }], codes('x'), { narrowed: ['a'] });
  changes(codes('x', 'y'), codes('x'), { narrowed: ['a'] });
  changes(codes('x'), codes('x', 'y'), {});
});
