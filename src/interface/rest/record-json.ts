// A record as JSON text. Its item goes in as the canonical text it has in the log: nothing is parsed to be written again.
import { canonicalJson } from '#lib/canonical-json';
import type { CurrentRecord, ListedRecord, RecordView } from '#projection/record';
import type { StoredRegister } from '#store';

/** The time of a publication, to the second. */
export function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** The address of a register in the API. */
export function registerAddress(name: string): string {
  return `/api/v1/registers/${name}`;
}

/** A record as it stands. */
export function currentText(stored: StoredRegister, key: string, record: CurrentRecord): string {
  return recordText(stored, key, record, record.item, wholeLinks(stored, key, record.entry));
}

/** A row of a list. */
export function listedText(stored: StoredRegister, record: ListedRecord): string {
  const { key, entry, time, itemText } = record;
  const self = `${registerAddress(stored.register.name)}/records/${addressKey(key)}`;
  return recordText(stored, key, { entry, time, withdrawn: false }, itemText, { self });
}

/** A record at a moment, with what is only now and then to be said of it. */
export function viewText(stored: StoredRegister, view: RecordView): string {
  const { key, entry, item, validFrom, later, successors } = view;
  const rare = {
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(later === undefined ? {} : { later }),
    ...(successors.length === 0 ? {} : { successors }),
  };
  const text = recordText(stored, key, view, canonicalJson(item), wholeLinks(stored, key, entry));
  return Object.keys(rare).length === 0 ? text : `${text.slice(0, -1)},${JSON.stringify(rare).slice(1)}`;
}

interface Standing {
  readonly entry: number;
  readonly time: Date;
  readonly withdrawn: boolean;
}

function recordText(
  { register }: StoredRegister,
  key: string,
  { entry, time, withdrawn }: Standing,
  item: string,
  links: Readonly<Record<string, string>>,
): string {
  const head = `{"register":"${register.name}","key":${JSON.stringify(key)},"entry":${entry},"time":"${timeText(time)}"`;
  return `${head},"custodian":${JSON.stringify(register.custodian)},"item":${item},"withdrawn":${withdrawn},"links":${JSON.stringify(links)}}`;
}

function wholeLinks({ register }: StoredRegister, key: string, entry: number): Readonly<Record<string, string>> {
  const address = addressKey(key);
  const self = `${registerAddress(register.name)}/records/${address}`;
  return {
    self,
    history: `${self}/history`,
    page: `/lo/${register.name}/${address}`,
    proof: `/log/${register.name}/proof/${entry}`,
  };
}

// A key is percent-encoded where its parts need it; what an address cannot hold besides (Lao letters) is encoded here.
function addressKey(key: string): string {
  return key.replace(/[^\w.~%!$&'()*+,;=:@-]/gu, encodeURIComponent);
}
