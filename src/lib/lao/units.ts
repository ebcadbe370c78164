// A text as code units in an array kept between calls, since reading a typed array costs a fraction of asking a string.
// Zeros follow the last unit, so that looking a few letters ahead never has to ask where the text ends.

/** Code units of a text, with zeros after them; whoever fills the array says until when it is valid. */
export type Units = Uint16Array;

/** So many zeros follow a text. */
export const AHEAD_UNITS = 16;
const LEAST_UNITS = 4096;
const KEPT_UNITS = 1 << 20;

let loaded: Units = new Uint16Array(LEAST_UNITS);

/** The size of an array for so many units, given the size it has: it grows at once, and shrinks after a huge text. */
export function sizeFor(units: number, size: number): number {
  const needed = units + AHEAD_UNITS;
  if (size >= needed && (size <= KEPT_UNITS || needed > KEPT_UNITS)) return size;
  return Math.max(LEAST_UNITS, Math.ceil(needed * 1.25));
}

/** Puts zeros after the last of so many units. */
export function endUnits(units: Units, length: number): void {
  for (let i = length; i < length + AHEAD_UNITS; i++) units[i] = 0;
}

/** The units of a text, valid until the next call. */
export function unitsOf(text: string): Units {
  const size = sizeFor(text.length, loaded.length);
  if (size !== loaded.length) loaded = new Uint16Array(size);
  const units = loaded;
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  endUnits(units, text.length);
  return units;
}

/** The unit at a place that is not before the text. */
export function at(units: Units, index: number): number {
  return units[index] ?? 0;
}

let furthest = 0;

/** As at, and notes how far a rule has looked. */
export function look(units: Units, index: number): number {
  if (index > furthest) furthest = index;
  return units[index] ?? 0;
}

/** The furthest place that the work has looked at. */
export function furthestLook(work: () => void): number {
  furthest = 0;
  work();
  return furthest;
}

/** The code point that begins at a place; half of a surrogate pair stands for itself. */
export function codePointAt(units: Units, index: number): number {
  const high = at(units, index);
  if ((high & 0xfc00) !== 0xd800) return high;
  const low = at(units, index + 1);
  return (low & 0xfc00) === 0xdc00 ? 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff) : high;
}
