// The history of a record: newest first, a block a publication, with the fields that changed, old beside new.
import type { JsonValue } from '#lib/canonical-json';
import { changedFields, type Field, type Succeeded } from '#register';
import type { Speaker, StoredRegister } from '#store';
import { readVersions, type Version } from './versions.ts';

/** A field that changed; `before` is absent when it was empty, `after` when it was cleared. */
export interface HistoryChange {
  readonly field: Field;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** One entry of a record. A redacted one has no changes to show any more. */
export interface HistoryEntry {
  readonly number: number;
  readonly op: 'put' | 'withdraw' | 'succeed';
  readonly validFrom?: string;
  /** Of `succeed`: what took the record's place. */
  readonly succeeded?: Succeeded;
  readonly redacted: boolean;
  readonly changes: readonly HistoryChange[];
}

/** The entries of a record that one publication brought. */
export interface HistoryBlock {
  readonly publication: number;
  readonly time: Date;
  readonly organisations: readonly string[];
  readonly entries: readonly HistoryEntry[];
}

/** Reads the public history of a key; empty when the key is not known. */
export async function readHistory(sql: Speaker, stored: StoredRegister, key: string): Promise<HistoryBlock[]> {
  const versions = await readVersions(sql, stored, key, stored.size);
  return versions.map((version, at) => ({
    publication: version.publication,
    time: version.time,
    organisations: version.organisations,
    entries: [
      entryOf(
        version,
        versions.slice(at + 1).find(one => one.item !== undefined),
        stored,
      ),
    ],
  }));
}

function entryOf(version: Version, before: Version | undefined, stored: StoredRegister): HistoryEntry {
  const old = before?.item ?? {};
  const now = version.item ?? old;
  const names = new Set(changedFields(old, now));
  const changes = stored.register.schema.fields.flatMap((field): HistoryChange[] => {
    if (!names.has(field.name)) return [];
    const [was, is] = [old[field.name], now[field.name]];
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
  return {
    number: version.entry,
    op: version.succeeded !== undefined ? 'succeed' : version.withdrawn ? 'withdraw' : 'put',
    ...(version.validFrom === undefined ? {} : { validFrom: version.validFrom }),
    ...(version.succeeded === undefined ? {} : { succeeded: version.succeeded }),
    redacted: !version.withdrawn && version.item === undefined,
    changes,
  };
}
