// The register of research organisations folded alone: from the raw file, with nothing of Laopedia, to compare with.

/** A line of the raw file. */
export type Change = Readonly<Record<string, unknown>> & {
  readonly release: string;
  readonly schema: string;
  readonly id: string;
};

/** What was said of one organisation, in the field names of today. */
export type Facts = Record<string, unknown>;

/** What is to be expected of a release, or of all so far. */
export interface Expected {
  readonly facts: ReadonlyMap<string, Facts>;
  /** Changes that change nothing. */
  readonly idle: number;
  /** Names each organisation had, in order. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly composed: number;
}

const whole = ['established', 'geonames'];
const texts = ['id', 'status', 'name', 'city', 'cc', 'created', 'modified'];
const first = [
  'id',
  'status',
  'name',
  'names',
  'types',
  'established',
  'city',
  'cc',
  'lat',
  'lon',
  'geonames',
  'links',
  'rel',
];
const second = [...first, 'domains', 'created', 'modified'];

/** Folds changes in order; a field that a change does not name stays, `null` clears it. */
export function foldAlone(changes: Iterable<Change>): Expected {
  const facts = new Map<string, Facts>();
  const names = new Map<string, string[]>();
  let [idle, composed] = [0, 0];
  for (const change of changes) {
    const before = facts.get(change.id);
    const after: Facts = { ...before };
    for (const field of change.schema === '1' ? first : second) {
      if (!(field in change)) continue;
      const value = valueIn(field, change[field]);
      const name = field === 'cc' ? 'country' : field;
      if (value === undefined) delete after[name];
      else after[name] = value;
      if (isComposed(change[field])) composed += 1;
    }
    facts.set(change.id, after);
    if (before !== undefined && sorted(before) === sorted(after)) idle += 1;
    const had = names.get(change.id) ?? [];
    if (had.at(-1) !== after['name']) names.set(change.id, [...had, String(after['name'])]);
  }
  return { facts, idle, names, composed };
}

function valueIn(field: string, raw: unknown): unknown {
  // A list without a part says nothing, like an empty cell.
  if (raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)) return undefined;
  if (whole.includes(field)) return String(raw);
  if (texts.includes(field)) return String(raw).trim().normalize('NFC');
  return composed(raw);
}

function composed(raw: unknown): unknown {
  return JSON.parse(JSON.stringify(raw).normalize('NFC'));
}

function isComposed(raw: unknown): boolean {
  const text = JSON.stringify(raw);
  return text.normalize('NFC') !== text;
}

/** Facts as one text, whatever the order of their names. */
export function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${pairs.map(([name, one]) => `${JSON.stringify(name)}:${sorted(one)}`).join()}}`;
}
