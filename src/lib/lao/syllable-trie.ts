// Where syllables end, learnt from the rules as texts are read: a trie of what the rules have looked at to decide. It changes no
// answer; a step in a table costs a fraction of the rules, and texts are made of few shapes of syllables.
import {
  CANCELLATION,
  HO_MO,
  HO_NO,
  HO_SUNG,
  kindOf,
  LO,
  MAI_KAN,
  MAI_KON,
  NGO,
  NIGGAHITA,
  NYO,
  O,
  RO,
  SARA_A,
  SARA_AA,
  SARA_AI,
  SARA_AM,
  SARA_AY,
  SARA_E,
  SEMIVOWEL_LO,
  WO,
} from './letter.ts';
import { ruledEnd } from './syllable-end.ts';
import { isAfterHo, isNaturalFinal, isNeverFinalBeforeWo, isStopBeforeRo, takesWo } from './syllable-start.ts';
import { AHEAD_UNITS, at, furthestLook, type Units } from './units.ts';

// The letters that a rule names; all others are told apart by the sets they are in alone.
const NAMED = [
  HO_SUNG,
  HO_NO,
  HO_MO,
  NGO,
  NYO,
  O,
  RO,
  LO,
  WO,
  SARA_A,
  SARA_AA,
  SARA_AM,
  SARA_E,
  SARA_AY,
  SARA_AI,
].concat([MAI_KAN, MAI_KON, 0x0eb5, 0x0eb6, 0x0eb7, NIGGAHITA, SEMIVOWEL_LO, CANCELLATION]);
const SETS = [isNaturalFinal, isStopBeforeRo, takesWo, isNeverFinalBeforeWo, isAfterHo];

/** What the rules can tell of a letter. */
function shapeOf(c: number): string {
  return [kindOf(c), NAMED.indexOf(c), ...SETS.map(set => Number(set(c)))].join(' ');
}

const shapes = [shapeOf(0)];
const SHAPES = new Uint8Array(0x10000);
for (let c = 0x0e80; c < 0x0f00; c++) {
  if (!shapes.includes(shapeOf(c))) shapes.push(shapeOf(c));
  SHAPES[c] = shapes.indexOf(shapeOf(c));
}

// A node is a row with a place for each shape: the number of the next node, or less than nothing: the length of the syllable.
// The shape of the first letter is the number of the first node: a letter that begins a syllable never has shape 0.
const NODES_MOST = 1 << 13;
const WIDTH = shapes.length;
const rows = new Int16Array(NODES_MOST * WIDTH);
let nodes = WIDTH;

const shapeAt = (text: Units, index: number): number => SHAPES[at(text, index)] ?? 0;

/** Where the Lao syllable or abbreviation ends that begins at start with a consonant or a vowel written first. */
export function syllableEnd(text: Units, start: number): number {
  let next = shapeAt(text, start);
  let i = start + 1;
  do next = rows[next * WIDTH + shapeAt(text, i++)] ?? 0;
  while (next > 0);
  return next < 0 ? start - next : learnt(text, start);
}

// What the rules have looked at decides: whatever else has the same letters there ends where this does.
function learnt(text: Units, start: number): number {
  let syllable = start;
  const last = furthestLook(() => {
    syllable = ruledEnd(text, start);
  });
  if (last - start < AHEAD_UNITS) learn(text, start, Math.max(last, start + 1), start - syllable);
  return syllable;
}

function learn(text: Units, start: number, last: number, outcome: number): void {
  if (nodes + AHEAD_UNITS > NODES_MOST) forget();
  let node = shapeAt(text, start);
  for (let i = start + 1; i < last; i++) {
    const place = node * WIDTH + shapeAt(text, i);
    node = rows[place] ?? 0;
    if (node !== 0) continue;
    node = nodes++;
    rows[place] = node;
  }
  rows[node * WIDTH + shapeAt(text, last)] = outcome;
}

// Texts of no language at all could fill any table.
function forget(): void {
  rows.fill(0);
  nodes = WIDTH;
}
