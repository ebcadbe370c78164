// Writes the part of docs/HOUSE.md that src/floors.ts and the plates of the rooms say. Text in, text out.
import { appenders, floors, passages } from '../../src/floors.ts';

const begin = '<!-- begin: generated from src/floors.ts by `node docs/generate.ts` -->';
const end = '<!-- end: generated -->';

/** A room that is there, and the first sentence of the plate on its index. */
export interface RoomPlate {
  readonly room: string;
  readonly plate: string;
}

/** The page with its generated part made anew; throws where the markers are missing. */
export function withFloors(page: string, rooms: readonly RoomPlate[]): string {
  const [from, until] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || until < from) throw new Error(`docs/HOUSE.md needs the lines "${begin}" and "${end}"`);
  return `${page.slice(0, from)}${begin}\n${floorsText(rooms)}\n${page.slice(until)}`;
}

function floorsText(rooms: readonly RoomPlate[]): string {
  const storeys = [...floors]
    .reverse()
    .map(floor => `| ${floor.number} | ${floor.name} | ${floor.rooms.map(room => `\`${room}\``).join(' ')} |`);
  const doors = passages.map(({ from, to, why }) => `| \`${from}\` | \`${to}\` | ${why} |`);
  const standing = rooms.map(({ room, plate }) => `| \`${room}\` | ${plate.replaceAll('|', '\\|')} |`);
  return `
| floor | what it is | rooms |
|---|---|---|
${storeys.join('\n')}

Imports go down only. On the same floor a room may call a neighbour through these passages and no other:

| from | to | because |
|---|---|---|
${doors.join('\n')}

Only ${appenders.map(room => `\`${room}\``).join(' and ')} append to a log.

The rooms that stand today, in the words of the plate on their door:

| room | is |
|---|---|
${standing.join('\n')}
`;
}
