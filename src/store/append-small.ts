// The road of a small proposal into its log: all statements of a publication in one function of the database for each
// definition of a register, planned once a connection. The same entries, refusals, folds and order as append.ts.
import type { Sql } from 'postgres';
import { encodeFrontier, frontierRoot, leafHash } from '#lib/merkle';
import { type Register, type Tier, tiers, tiersOf } from '#register';
import { type Appended, composeLast, provenanceTier, refuseMovedKeys } from './append.ts';
import type { Fold, Speaker } from './fold.ts';
import type { LockedPublication } from './lock-publication.ts';
import { sayPrepared } from './prepared.ts';
import { refuseMarked } from './read-only.ts';
import { refuseLog } from './refusals.ts';
import { digestOf, viewOf } from './small-staging.ts';
import type { Store } from './store.ts';
import { extendLog } from './tiles.ts';

/** What is to be published: the proposal as it was locked, and who answers for it. */
export interface SmallAppendix {
  readonly locked: LockedPublication & { readonly staging: string; readonly leaves: readonly Uint8Array[] };
  readonly register: Register;
  readonly proposal: string;
}

/** Whether every fold can word its steps. */
export function canStep(folds: readonly Fold[]): boolean {
  return folds.every(fold => fold.steps !== undefined);
}

/** Refuses what cannot be appended, as append.ts does, by what the lock has told. */
export function refuseUnfit(locked: LockedPublication): void {
  refuseMarked(locked.readOnly, locked.shortage);
  if (locked.copied) throw refuseLog('copied', { register: locked.register });
  const { size, schemaEntry } = locked.basedOn;
  if (locked.frontier.size === size || locked.schemaEntry === schemaEntry) return;
  throw refuseLog('schema-moved-on', { register: locked.register });
}

/** What the publication will be, before it is. */
export function expectedOf({ frontier, leaves, now }: SmallAppendix['locked']): Appended {
  const number = frontier.size + leaves.length;
  return { first: frontier.size, number, size: number + 1, time: now };
}

/** Appends a small proposal within the transaction that locked it; the caller's commit is THE commit point. */
export async function appendSmall(
  sql: Speaker,
  appendix: SmallAppendix,
  store: Pick<Store, 'app' | 'folds'>,
): Promise<Appended> {
  const { locked, register, proposal } = appendix;
  const { registerId, leaves } = locked;
  if (locked.frontier.size !== locked.basedOn.size) {
    await refuseMovedKeys(sql, { staging: viewOf(locked.staging), registerId }, sayPrepared);
  }
  const appended = expectedOf(locked);
  const { first, number, time } = appended;
  const organisations = [register.custodian];
  const provenance = { author: locked.author, approvers: locked.approvers, basis: locked.basis };
  const last = composeLast({ time, first, count: leaves.length, proposal, organisations, provenance });
  const frontier = await extendLog(sql, registerId, locked.frontier, [leaves, [leafHash(last.bytes)]]);
  const [root, kept] = [frontierRoot(frontier), encodeFrontier(frontier)];
  const given = [first, number, last.bytes, last.salt, last.body, time, proposal, organisations, root, kept];
  const places = given.map((_, at) => `$${at + 1}`).join(', ');
  const name = await appendFunction(sql, appendix, store);
  const rows = await sayPrepared(sql, `select ${name}(${places}) as asked`, given);
  await applyMore(sql, appendix, store.folds, rows[0]?.['asked'] as readonly string[]);
  return appended;
}

async function applyMore(sql: Speaker, appendix: SmallAppendix, folds: readonly Fold[], asked: readonly string[]) {
  if (asked.length === 0) return;
  const { registerId, staging } = appendix.locked;
  const applied = { registerId, register: appendix.register, staging: viewOf(staging) };
  for (const fold of folds) if (asked.includes(fold.name)) await fold.applyAfter?.(sql, applied);
}

interface Made {
  readonly folds: readonly Fold[];
  readonly name: string;
}

const known = new WeakMap<Sql, Map<string, Made>>();

// Made in the first publication that needs it. Taken as known only when it was there before: that one may be rolled back.
async function appendFunction(
  sql: Speaker,
  { locked, register }: SmallAppendix,
  { app, folds }: Pick<Store, 'app' | 'folds'>,
): Promise<string> {
  const made = known.get(app) ?? new Map<string, Made>();
  known.set(app, made);
  const held = made.get(locked.staging);
  if (held !== undefined && held.folds === folds) return held.name;
  const text = functionText(locked, register, folds);
  const name = `${locked.staging.replace('small_', 'append_').slice(0, -1)}_${digestOf(text)}"`;
  await sql`select pg_advisory_xact_lock(hashtext(${name}))`;
  const there = await sql`select to_regproc(${name}) is not null as yes`;
  if (there[0]?.['yes'] === true) made.set(locked.staging, { folds, name });
  else await sql.unsafe(`create function ${name}${text}; revoke execute on function ${name} from public`);
  return name;
}

// A thousand rows at most: each is best looked up by its key, whatever the planner thinks of tables it knows little of.
const planning = [
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
];

function functionText(
  { registerId, staging }: LockedPublication & { readonly staging: string },
  register: Register,
  folds: readonly Fold[],
): string {
  const view = viewOf(staging);
  const steps = folds.map(fold =>
    fold.steps?.({
      registerId,
      register,
      staging: view,
      first: 'the_first',
      askForMore: `asked := asked || '${fold.name}'::text`,
    }),
  );
  return `(
      the_first bigint, the_number bigint, the_bytes bytea, the_salt bytea, the_body text, the_time timestamptz,
      the_proposal text, the_organisations text[], the_root bytea, the_frontier bytea)
    returns text[] language plpgsql ${planning.map(setting => `set ${setting}`).join(' ')}
    as $append$
    declare
      asked text[] := '{}';
      counted bigint;
    begin
      insert into laopedia.entry (register_id, number, bytes)
      select ${registerId}, the_first + s.ordinal, s.bytes from ${view} s
      union all select ${registerId}, the_number, the_bytes;
      get diagnostics counted = row_count;
      if counted <> the_number - the_first + 1 then raise exception 'the staged rows of % are not whole', the_proposal; end if;
      ${bodySteps(registerId, register, view)}
      insert into laopedia.publication (register_id, number, first, count, time, proposal, organisations)
      values (${registerId}, the_number, the_first, counted - 1, the_time, the_proposal, the_organisations);
      ${steps.join('\n')}
      ${progressStep(registerId, folds)}
      update laopedia.head h
      set size = the_number + 1, root = the_root, frontier = the_frontier, time = the_time, records = h.records + (
        select count(*) filter (where s.change = 'added') - count(*) filter (where s.change = 'withdrawn') from ${view} s)
      where h.register_id = ${registerId};
      delete from ${staging} d where d.proposal = the_proposal;
      perform pg_notify('laopedia_head', '${registerId}');
      return asked;
    end
    $append$`;
}

function bodySteps(registerId: number, register: Register, view: string): string {
  const used = tiersOf(register.schema);
  const of = (tier: Tier) => `
      insert into laopedia.body_${tier} (register_id, number, salt, body)
      ${[
        ...(used.includes(tier)
          ? [
              `select ${registerId}, the_first + s.ordinal, s.salt_${tier}, s.body_${tier} from ${view} s where s.body_${tier} is not null`,
            ]
          : []),
        ...(tier === provenanceTier ? [`select ${registerId}, the_number, the_salt, the_body`] : []),
      ].join(' union all ')};`;
  return tiers
    .filter(tier => used.includes(tier) || tier === provenanceTier)
    .map(of)
    .join('');
}

function progressStep(registerId: number, folds: readonly Fold[]): string {
  if (folds.length === 0) return '';
  return `
      insert into laopedia.projection (register_id, name, version, entry)
      values ${folds.map(({ name, version }) => `(${registerId}, '${name}', ${version}, the_number)`).join(', ')}
      on conflict (register_id, name) do update set version = excluded.version, entry = excluded.entry;`;
}
