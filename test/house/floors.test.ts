// The plan of the house held against its sources: floors, doors, passages, circles, purity, and who may append.
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertKept } from './breach.ts';
import { importCircles } from './circle.ts';
import {
  doorlessRooms,
  furnishedDoors,
  idlePackages,
  leaningOnTests,
  roomlessFiles,
  sideDoors,
  sources,
  strayAppends,
  undeclaredPackages,
  upwardImports,
} from './import-rules.ts';
import { checkout, parseHouse } from './parsed-house.ts';
import { impurities } from './purity.ts';
import { countReads, strayWrites } from './sql-rules.ts';

const files = parseHouse();
const { dependencies } = JSON.parse(readFileSync(`${checkout}/package.json`, 'utf8'));

test('every source stands in a room of the plan', () => assertKept(roomlessFiles(files)));

test('imports go down only, and to a neighbour only through a passage', () => assertKept(upwardImports(files)));

test('a room is entered by its index, a sibling by its own name', () => assertKept(sideDoors(files)));

test('every room has an index', () => assertKept(doorlessRooms(files)));

test('an index holds re-exports and nothing else', () => assertKept(furnishedDoors(files)));

test('no source leans on a test', () => assertKept(leaningOnTests(files)));

test('sources use no package that is not a declared run-time dependency', () =>
  assertKept(undeclaredPackages(files, Object.keys(dependencies))));

test('every run-time dependency is used by a source', () => assertKept(idlePackages(files, Object.keys(dependencies))));

test('no files import each other, types included', () => assertKept(importCircles(sources(files))));

test('the tests have no import circles either', () => assertKept(importCircles(files)));

test('what a register is knows no clock, no chance and no I/O, nor does anything it stands on', () =>
  assertKept(impurities(files)));

test('only the rooms named in the plan append to a log', () => assertKept(strayAppends(files)));

test('the store alone writes the tables of the log', context => {
  for (const [room, count] of countReads(files)) context.diagnostic(`${room} reads them in ${count} places`);
  assertKept(strayWrites(files));
});
