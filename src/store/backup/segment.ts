// Names of WAL segments: eight hex digits of timeline, eight of 4 GB, eight of the segment in them. Pure arithmetic.

/** Bytes of a segment as initdb makes them. */
export const segmentBytes = 16 * 2 ** 20;

const perLog = 2 ** 32 / segmentBytes;
const nameForm = /^[0-9A-F]{24}$/;

/** Is this the name of a whole segment? */
export function isSegment(name: string): boolean {
  return nameForm.test(name);
}

/** The segment after this one, on the same timeline. */
export function nextSegment(name: string): string {
  return segmentAt(name.slice(0, 8), placeOf(name) + 1);
}

/** Where a segment begins, as PostgreSQL writes a place in the WAL (`16/B374D848`). */
export function startOf(name: string): string {
  const log = Number.parseInt(name.slice(8, 16), 16);
  return `${log.toString(16).toUpperCase()}/${(Number.parseInt(name.slice(16), 16) * segmentBytes).toString(16).toUpperCase()}`;
}

/** The segment in which a place of the WAL lies. */
export function segmentOf(timeline: string, lsn: string): string {
  const [log = '', at = ''] = lsn.split('/');
  return segmentAt(timeline, Number.parseInt(log, 16) * perLog + Math.floor(Number.parseInt(at, 16) / segmentBytes));
}

/** How many segments lie between two, the first counted. */
export function segmentsBetween(from: string, to: string): number {
  return placeOf(to) - placeOf(from);
}

function placeOf(name: string): number {
  return Number.parseInt(name.slice(8, 16), 16) * perLog + Number.parseInt(name.slice(16), 16);
}

function segmentAt(timeline: string, place: number): string {
  const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0');
  return timeline + hex(Math.floor(place / perLog)) + hex(place % perLog);
}
