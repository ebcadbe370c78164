// The registers as the pages need them at every request: read once, and again when a publication is heard of.
import { readRegisters, type Store, type StoredRegister } from '#store';

/** The open registers in memory. */
export interface Catalogue {
  all(): Promise<readonly StoredRegister[]>;
  find(name: string): Promise<StoredRegister | undefined>;
  /** Names known at the last reading; for addresses, which are matched without waiting. */
  has(name: string): boolean;
  close(): Promise<void>;
}

const freshMs = 1000;

/** Opens the catalogue: it listens for publications, and reads again at least each second when asked. */
export async function openCatalogue(store: Store): Promise<Catalogue> {
  let known: readonly StoredRegister[] = await openRegisters(store);
  let readAt = performance.now();
  let stale = false;
  let reading: Promise<readonly StoredRegister[]> | undefined;
  const listening = await store.app.listen('laopedia_head', () => {
    stale = true;
  });
  const all = async () => {
    if (!stale && performance.now() - readAt < freshMs) return known;
    if (reading === undefined) {
      // Whoever joins a reading under way must not take back what was heard since it began.
      stale = false;
      reading = openRegisters(store).finally(() => {
        reading = undefined;
      });
    }
    known = await reading;
    readAt = performance.now();
    return known;
  };
  return {
    all,
    find: async name => (await all()).find(one => one.register.name === name),
    has: name => known.some(one => one.register.name === name),
    close: () => listening.unlisten(),
  };
}

async function openRegisters(store: Store): Promise<readonly StoredRegister[]> {
  return (await readRegisters(store.public)).filter(one => one.open);
}
