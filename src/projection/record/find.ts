// One record: as it stands, as at a past moment, or as it held on a day.
import type { Item, Tier } from '#register';
import type { Speaker, StoredRegister } from '#store';
import { checkedDay, type Moment, sizeAt } from './moment.ts';
import { readVersions, type Version } from './versions.ts';

/** What took the place of a record: its key and how (`renumbered`, `merged`, `split`). */
export interface Succession {
  readonly key: string;
  readonly how: string;
}

/** A record as a page or an API shows it. `later` is published already but holds only from a day to come. */
export interface RecordView {
  readonly key: string;
  readonly entry: number;
  readonly time: Date;
  readonly item: Item;
  readonly withdrawn: boolean;
  readonly publication: number;
  readonly organisations: readonly string[];
  readonly validFrom?: string;
  readonly later?: { readonly validFrom: string; readonly entry: number };
  readonly successors: readonly Succession[];
}

/** Finds a record of the tiers asked for. `today` (`YYYY-MM-DD`) decides what holds where a register has valid-from days. */
export async function findRecord(
  sql: Speaker,
  stored: StoredRegister,
  key: string,
  options: { readonly moment?: Moment; readonly tiers?: readonly Tier[]; readonly today: string },
): Promise<RecordView | undefined> {
  const { moment = {}, tiers = ['public'], today } = options;
  const size = moment.asAt === undefined ? stored.size : await sizeAt(sql, stored, moment.asAt);
  if (moment.validAt !== undefined) checkedDay(moment.validAt);
  const versions = await readVersions(sql, stored, key, size, tiers);
  const day = moment.validAt ?? today;
  const holding = stored.register.validFrom === undefined ? versions : sinceTakenBack(versions);
  const held = stored.register.validFrom === undefined ? versions[0] : heldOn(holding, day);
  if (held === undefined) return undefined;
  const shown = held.item === undefined ? versions.find(one => one.entry < held.entry && one.item !== undefined) : held;
  const later = laterThan(holding, day);
  return {
    key,
    entry: held.entry,
    time: held.time,
    item: shown?.item ?? {},
    withdrawn: held.withdrawn,
    publication: held.publication,
    organisations: held.organisations,
    ...(held.validFrom === undefined ? {} : { validFrom: held.validFrom }),
    ...(later?.validFrom === undefined ? {} : { later: { validFrom: later.validFrom, entry: later.entry } }),
    successors: held.succeeded?.to.map(successor => ({ key: successor, how: String(held.succeeded?.how) })) ?? [],
  };
}

// Of a key's versions the one with the greatest valid-from not after the day, then the highest number (LOG.md).
function heldOn(versions: readonly Version[], day: string): Version | undefined {
  let held: Version | undefined;
  for (const version of versions) {
    const from = version.validFrom ?? '';
    if (from <= day && (held === undefined || from > (held.validFrom ?? ''))) held = version;
  }
  return held;
}

// The next one to come: the earliest day after this one, and of that day what was said last.
function laterThan(versions: readonly Version[], day: string): Version | undefined {
  let next: Version | undefined;
  for (const version of versions) {
    const from = version.validFrom ?? '';
    if (from > day && (next === undefined || from < (next.validFrom ?? ''))) next = version;
  }
  return next;
}

// A withdrawal without a day takes back all that was said before it: that holds on no day any more.
function sinceTakenBack(versions: readonly Version[]): readonly Version[] {
  const at = versions.findIndex(one => one.withdrawn && one.validFrom === undefined);
  return at < 0 ? versions : versions.slice(0, at + 1);
}
