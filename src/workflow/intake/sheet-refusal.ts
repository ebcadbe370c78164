// Turns a problem of lib/sheet into a refusal of this house, with its place. It never hides a fault.
import { SheetProblem } from '#lib/sheet';
import { refuseIntake } from './refusals.ts';

/** The refusal that answers a problem with the file; anything else comes back as it was. */
export function refusalOfSheet(problem: unknown): unknown {
  if (!(problem instanceof SheetProblem)) return problem;
  const { row, column, byte, given } = problem;
  return refuseIntake(problem.code, { row, column, byte, given: given ?? '', place: placeOf(row, column, byte) });
}

// One text for both languages: the words are the ones that a spreadsheet and a hex editor show.
function placeOf(row: number | undefined, column: number | undefined, byte: number | undefined): string {
  const parts = [
    row === undefined ? '' : `ແຖວ/row ${row}`,
    column === undefined ? '' : `ຖັນ/column ${column}`,
    byte === undefined ? '' : `ໄບທີ/byte ${byte}`,
  ];
  return parts.filter(part => part !== '').join(', ');
}

/** Goes through batches, with problems of the file as refusals. */
export async function* refusing<One>(batches: AsyncIterable<One>): AsyncIterable<One> {
  try {
    yield* batches;
  } catch (problem) {
    throw refusalOfSheet(problem);
  }
}
