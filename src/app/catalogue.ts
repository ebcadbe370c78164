// The registers as the pages need them at every request: read once, and again when a publication is heard of.
import { readRegisters, type Store, type StoredRegister } from '#store';
import { refuseApp } from './refusals.ts';

/** The open registers in memory. */
export interface Catalogue {
  all(): Promise<readonly StoredRegister[]>;
  find(name: string): Promise<StoredRegister | undefined>;
  /** Names known at the last reading; for addresses, which are matched without waiting. */
  has(name: string): boolean;
  /** How far each log was known to reach at the last reading: what an answer of now must hold. */
  heard(): readonly StoredRegister[];
  close(): Promise<void>;
}

const freshMs = 1000;

// A database that hangs must not let everybody wait here.
const longestReadingMs = 5000;

/**
 * Opens the catalogue. A publication tells of itself in its own transaction, so it is heard of right after its commit, and
 * what was known until then is read again before anybody is answered. What was not heard (the listening connection was lost)
 * is read when that connection stands again, and a second later at the latest.
 */
export async function openCatalogue(store: Store): Promise<Catalogue> {
  let known: readonly StoredRegister[] = await openRegisters(store);
  let readAt = performance.now();
  let stale = false;
  let reading: Promise<void> | undefined;
  const hear = () => {
    stale = true;
  };
  const listening = await store.app.listen('laopedia_head', hear, hear);
  const read = async () => {
    const began = performance.now();
    stale = false;
    try {
      known = await inTime(openRegisters(store));
      readAt = began;
    } catch (problem) {
      stale = true;
      throw problem;
    } finally {
      reading = undefined;
    }
  };
  const all = async () => {
    // Whoever joins a reading under way must not take back what was heard since it began: one more follows.
    for (let turn = 0; turn < 2 && (stale || performance.now() - readAt >= freshMs); turn++) {
      reading ??= read();
      await reading;
    }
    return known;
  };
  return {
    all,
    find: async name => (await all()).find(one => one.register.name === name),
    heard: () => known,
    has: name => known.some(one => one.register.name === name),
    close: () => listening.unlisten(),
  };
}

async function openRegisters(store: Store): Promise<readonly StoredRegister[]> {
  return (await readRegisters(store.public)).filter(one => one.open);
}

function inTime<Value>(work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(refuseApp('database-away')), longestReadingMs);
    timer.unref();
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
