// Public bodies against the digests in their entries. A body that is not there is counted, not refused: a lawful erasure
// leaves the entry, and every proof of it, standing.
import { tileIndexPath } from '#lib/merkle';
import { type Definition, Refusal, readDefinition, tierDigest } from '#register';
import { refuseVerify } from '../refusals.ts';
import type { LogSource } from '../source.ts';
import type { Appearance } from './appearance.ts';
import { type BodyFrame, FrameProblem, readFrames } from './frame.ts';

/** How many bodies matched, and how many were not there. */
export interface CheckedBodies {
  readonly bodies: number;
  readonly absentBodies: number;
}

interface Span {
  readonly index: number;
  readonly first: number;
  readonly width: number;
}

/** Checks the public bodies of a bundle's entries as they come. */
export async function checkBodies(
  source: LogSource,
  span: Span,
  appearances: readonly (Appearance | undefined)[],
  failures: Refusal[],
): Promise<CheckedBodies> {
  const path = `public/${tileIndexPath(span.index, span.width)}`;
  const expected = appearances.filter(one => one?.publicDigest !== undefined).length;
  const pieces = await source.open(path);
  if (pieces === undefined) return { bodies: 0, absentBodies: expected };
  let [place, bodies, absentBodies] = [0, 0, 0];
  const unreadable = refuseVerify('bodies-unreadable', { path, from: span.first, to: span.first + span.width - 1 });
  try {
    for await (const frame of readFrames(pieces)) {
      const result = checkBody(span.first + place, appearances[place], frame, failures);
      if (result === 'matches') bodies++;
      if (result === 'absent') absentBodies++;
      place++;
    }
    if (place !== span.width) failures.push(unreadable);
  } catch (problem) {
    if (!(problem instanceof FrameProblem)) throw problem;
    failures.push(unreadable);
  }
  return { bodies, absentBodies };
}

function checkBody(
  number: number,
  appearance: Appearance | undefined,
  frame: BodyFrame | undefined,
  failures: Refusal[],
): 'matches' | 'absent' | 'none' {
  if (appearance === undefined) return 'none';
  if (frame === undefined) return appearance.publicDigest === undefined ? 'none' : 'absent';
  if (tierDigest(frame.salt, frame.body) !== appearance.publicDigest) {
    failures.push(refuseVerify('body-changed', { number }));
    return 'none';
  }
  if (appearance.op === 'schema' && !isDefinition(frame.body)) {
    failures.push(refuseVerify('schema-unreadable', { number }));
  }
  return 'matches';
}

function isDefinition(body: string): boolean {
  try {
    readDefinition(JSON.parse(body) as Definition);
    return true;
  } catch (problem) {
    if (problem instanceof Refusal || problem instanceof SyntaxError) return false;
    throw problem;
  }
}
