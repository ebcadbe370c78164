// A place: what is above it, below it, and of it.
import type { PlaceView, RecordView } from '#interface/site';
import { findRecord, listRecords } from '#projection/record';
import type { StoredRegister } from '#store';
import { foundView, labelsOf, listedView } from './record-view.ts';
import { inboundOf, provinceCells } from './references.ts';
import type { Shelf } from './shelf.ts';

const mostChildren = 200;
const mostCodes = 40;
const highest = 5;

/** The view of a place by its code. */
export async function placeView(shelf: Shelf, stored: StoredRegister, code: string): Promise<PlaceView | undefined> {
  const found = await findRecord(shelf.sql, stored, code, { today: shelf.today() });
  if (found === undefined) return undefined;
  const place = foundView(stored, found);
  const hasParent = stored.register.schema.fields.some(field => field.name === 'parent');
  const [parents, children, provinces] = await Promise.all([
    parentsOf(shelf, stored, place),
    hasParent ? listRecords(shelf.sql, stored, { filters: { parent: [code] }, limit: mostChildren }) : { records: [] },
    provinceCells(shelf),
  ]);
  const inbound = await inboundOf(shelf, stored, codesOf(code, parents, children.records));
  const counts = inbound.filter(one => one.register.name !== stored.register.name);
  const below = children.records.map(record => listedView(stored, record));
  return {
    place,
    parents,
    children: below,
    counts,
    provinces,
    labels: await labelsOf(shelf, [place, ...parents, ...below]),
  };
}

// What stands in a district stands in its province too. The country's own list would name every district: it is all of it.
function codesOf(code: string, parents: readonly RecordView[], below: readonly { readonly key: string }[]): string[] {
  return parents.length === 0 || below.length > mostCodes ? [code] : [code, ...below.map(({ key }) => key)];
}

async function parentsOf(shelf: Shelf, stored: StoredRegister, place: RecordView): Promise<RecordView[]> {
  const parents: RecordView[] = [];
  let code = place.item['parent'];
  while (typeof code === 'string' && parents.length < highest) {
    const found = await findRecord(shelf.sql, stored, code, { today: shelf.today() });
    if (found === undefined) break;
    const parent = foundView(stored, found);
    parents.unshift(parent);
    code = parent.item['parent'];
  }
  return parents;
}
