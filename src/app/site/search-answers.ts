// Which of the hits are the answer itself: what was asked for by its code or its whole name, places first.
import type { Answer, RecordView } from '#interface/site';
import type { SearchHit } from '#projection/search';
import { placeView } from './place-view.ts';
import type { Shelf } from './shelf.ts';

/** A name that more records bear than that is no answer. */
const mostAnswers = 3;

/** The answers among hits; of a place with what is in it. */
export async function answersOf(
  shelf: Shelf,
  hits: readonly SearchHit[],
  records: ReadonlyMap<SearchHit, RecordView>,
): Promise<Answer[]> {
  const sure = hits.filter(hit => hit.sure !== undefined).flatMap(hit => records.get(hit) ?? []);
  const places = sure.filter(isPlace);
  const chosen = sure.length <= mostAnswers ? [...places, ...sure.filter(one => !isPlace(one))] : places;
  return Promise.all(chosen.slice(0, mostAnswers).map(record => answerOf(shelf, record)));
}

function isPlace({ register }: RecordView): boolean {
  return register.name === 'jurisdiction';
}

async function answerOf(shelf: Shelf, record: RecordView): Promise<Answer> {
  if (!isPlace(record)) return { record };
  const stored = await shelf.catalogue.find('jurisdiction');
  const view = stored === undefined ? undefined : await placeView(shelf, stored, record.key);
  return view === undefined ? { record } : { record, inside: { parents: view.parents, counts: view.counts } };
}
