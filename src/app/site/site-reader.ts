// The reader of the site over the projections: what each page asks for, from the public reader's pool.
import type { SiteReader } from '#interface/site';
import { findRecord } from '#projection/record';
import type { StoredRegister } from '#store';
import { historyView, verifyView } from './history-view.ts';
import { homeView, registersView } from './home-view.ts';
import { listView } from './list-view.ts';
import { placeView } from './place-view.ts';
import { foundView, labelsOf } from './record-view.ts';
import { inboundOf, provinceCells } from './references.ts';
import { searchStart, searchView } from './search-view.ts';
import type { Shelf } from './shelf.ts';

/** Makes the site's reader. */
export function siteReader(shelf: Shelf): SiteReader {
  const withRegister = async <View>(name: string, make: (stored: StoredRegister) => Promise<View | undefined>) => {
    const stored = await shelf.catalogue.find(name);
    return stored === undefined ? undefined : make(stored);
  };
  return {
    async version() {
      const registers = await shelf.catalogue.all();
      return `${shelf.today()}-${registers.length}-${registers.reduce((sum, one) => sum + one.size, 0)}`;
    },
    has: name => shelf.catalogue.has(name),
    home: () => homeView(shelf),
    registers: () => registersView(shelf),
    list: (name, query) => withRegister(name, stored => listView(shelf, stored, query)),
    record: (name, key, moment) =>
      withRegister(name, async stored => {
        const found = await findRecord(shelf.sql, stored, key, { moment, today: shelf.today() });
        if (found === undefined) return undefined;
        const record = foundView(stored, found);
        const [inbound, labels, provinces] = await Promise.all([
          inboundOf(shelf, stored, [key]),
          labelsOf(shelf, [record], record.successors?.map(one => [stored.register.name, one.key]) ?? []),
          provinceCells(shelf),
        ]);
        return { record, inbound, provinces, labels, ...moment };
      }),
    history: (name, key) => withRegister(name, stored => historyView(shelf, stored, key)),
    verify: (name, key) => withRegister(name, stored => verifyView(shelf, stored, key)),
    search: asked => searchView(shelf, asked),
    searchStart: () => searchStart(shelf),
    place: code => withRegister('jurisdiction', stored => placeView(shelf, stored, code)),
  };
}
