// Drafts into the staging table: each is merged with what stands, compared, and written with its canonical bytes. An
// unchanged row leaves only its key behind, so that repeated keys and missing records can still be told.
import { randomBytes } from 'node:crypto';
import { changeOf, type Finding, findingOf, type Item, mergeItem, type Register, seriesKey } from '#register';
import type { StagingWriter, StoredRegister, Wanted } from '#store';
import type { Draft } from '#workflow/intake';
import type { Collector } from './collector.ts';
import type { Standing, StandingReader } from './standing.ts';

/** What became of the rows. `setAside` counts rows that were left out for their blocking findings. */
export interface Staged {
  rows: number;
  added: number;
  corrected: number;
  withdrawn: number;
  unchanged: number;
  setAside: number;
}

/** What staging needs. `series` takes so many numbers of a key series and gives the first. `aside` is told of each row that is left out. */
export interface Staging {
  readonly stored: StoredRegister;
  readonly writer: StagingWriter;
  readonly unchanged: (key: string, draft: Draft) => Promise<void> | undefined;
  readonly standing: StandingReader;
  readonly findings: Collector;
  readonly series: (count: number) => Promise<number>;
  readonly aside: (row: number, sheet: string | null) => void;
}

/** Stages drafts batch by batch; memory stays flat. */
export async function stageDrafts(drafts: AsyncIterable<readonly Draft[]>, staging: Staging): Promise<Staged> {
  const staged: Staged = { rows: 0, added: 0, corrected: 0, withdrawn: 0, unchanged: 0, setAside: 0 };
  for await (const batch of drafts) {
    const keys = batch.flatMap(draft => (draft.key === null ? [] : [draft.key]));
    const standing = await staging.standing(keys);
    const series = await seriesFor(batch, staging);
    for (const draft of batch) {
      staged.rows += 1;
      const stands = draft.key === null ? undefined : standing.get(draft.key);
      const waiting = stageDraft(draft, stands, staging, staged, series);
      if (waiting !== undefined) await waiting;
    }
  }
  return staged;
}

// The numbers a batch may need are taken at once; those of rows that are set aside remain a gap.
async function seriesFor(batch: readonly Draft[], { stored, series }: Staging): Promise<() => number> {
  const count = batch.filter(draft => draft.key === null && !draft.blocked).length;
  let next = stored.register.key.kind === 'series' && count > 0 ? await series(count) : 0;
  return () => next++;
}

function stageDraft(
  draft: Draft,
  standing: Standing | undefined,
  staging: Staging,
  staged: Staged,
  series: () => number,
): Promise<void> | undefined {
  for (const finding of draft.findings) staging.findings.add(finding);
  const live = standing?.withdrawn === false ? standing.item : undefined;
  const item = draft.withdraw ? undefined : mergeItem(live, draft.given);
  const wrong = draft.withdraw
    ? withdrawalFindings(draft, live)
    : live === undefined
      ? missingFields(draft, item ?? {}, staging)
      : [];
  for (const finding of wrong) staging.findings.add(finding);
  if (draft.blocked || wrong.length > 0) {
    staged.setAside += 1;
    staging.aside(draft.row, draft.sheet);
    // The record is not missing from the file because its row is wrong: a complete file must not withdraw it.
    return draft.key === null ? undefined : staging.unchanged(draft.key, draft);
  }
  const key = draft.key ?? assignKey(staging.stored.register, series);
  if (item === undefined) return stageWithdrawal(draft, key, standing, staging, staged);
  const change = changeOf(live, item);
  if (change === 'unchanged') {
    staged.unchanged += 1;
    return staging.unchanged(key, draft);
  }
  staged[change] += 1;
  return staging.writer.write(
    withDay(item, staging.stored.register, {
      ...placeOf(draft, key, standing),
      op: 'put',
      item,
      change: change === 'added' ? 'added' : 'corrected',
    }),
  );
}

function stageWithdrawal(
  draft: Draft,
  key: string,
  standing: Standing | undefined,
  staging: Staging,
  staged: Staged,
): Promise<void> | undefined {
  staged.withdrawn += 1;
  return staging.writer.write(
    withDay(draft.given, staging.stored.register, {
      ...placeOf(draft, key, standing),
      op: 'withdraw',
      item: undefined,
      change: 'withdrawn',
      succeeded: draft.succeeded,
    }),
  );
}

function placeOf({ row, sheet }: Draft, key: string, standing: Standing | undefined) {
  return { key, base: standing?.entry ?? null, row, sheet };
}

function withdrawalFindings(draft: Draft, live: Item | undefined): Finding[] {
  // Of a key that could not be read its own finding tells.
  if (live !== undefined || (draft.key === null && draft.blocked)) return [];
  return [findingOf({ code: 'key/absent' }, { sheet: draft.sheet, row: draft.row, given: draft.key })];
}

// A new record needs its required fields even where the file has no such column; a standing one has them already.
function missingFields(draft: Draft, item: Item, { stored }: Staging): Finding[] {
  return stored.register.schema.fields
    .filter(field => field.constraints.required && item[field.name] === undefined && !(field.name in draft.given))
    .filter(field => !draft.findings.some(finding => finding.field === field.name && finding.blocks))
    .map(field => findingOf({ code: 'value/required' }, { sheet: draft.sheet, row: draft.row, field: field.name }));
}

function assignKey(register: Register, series: () => number): string {
  if (register.key.kind === 'series') return seriesKey(register.key, series());
  if (register.key.kind === 'random') return randomBytes(9).toString('base64url');
  throw new Error(`a draft of ${register.name} has no key and no finding`);
}

// A valid-from that is a year or a month begins with its first day.
function withDay(given: Draft['given'], register: Register, wanted: Wanted): Wanted {
  const value = register.validFrom === undefined ? undefined : given[register.validFrom];
  if (typeof value !== 'string' || value === '') return wanted;
  const validFrom = value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value;
  return { ...wanted, validFrom };
}
