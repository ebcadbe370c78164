// An invented register of schools with every kind of column and all three tiers, and the rows that fill it. What the fault
// tests break.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonValue } from '#lib/canonical-json';
import type { Definition } from '#register';
import { type Appended, getRegister, openStore, type Store } from '#store';
import { approve } from '#workflow/approval';
import type { Draft } from '#workflow/intake';
import { type ProposalOptions, propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';
import { folds } from '../../src/app/folds.ts';

/** The definition of a register of schools under some name. */
export function schoolDefinition(name: string): Definition {
  return {
    name,
    title: { lo: 'ໂຮງຮຽນ (ສົມມຸດ)', en: 'Schools (invented)' },
    schema: {
      primaryKey: ['code'],
      fields: [
        { name: 'code', type: 'string', constraints: { required: true } },
        { name: 'name', type: 'string', as: 'lao-name', search: 'title' },
        { name: 'title', type: 'string', as: 'bilingual' },
        { name: 'province', type: 'string', facet: true },
        { name: 'levels', type: 'list', facet: true },
        { name: 'pupils', type: 'integer' },
        { name: 'area', type: 'number' },
        { name: 'budget', type: 'money', currency: 'LAK' },
        { name: 'share', type: 'decimal' },
        { name: 'opened', type: 'date' },
        { name: 'visited', type: 'date-time' },
        { name: 'state', type: 'boolean', facet: true },
        { name: 'place', type: 'geometry' },
        { name: 'plan', type: 'file' },
        { name: 'grade', type: 'string', visibility: 'government' },
        { name: 'head', type: 'string', visibility: 'custodian' },
        { name: 'term', type: 'string', search: 'word' },
        { name: 'meaning', type: 'string', search: 'gloss' },
      ],
    },
  };
}

/** One school; `turn` makes another version of it. `blob` is a file's digest. */
export function school(at: number, turn: number, blob?: string): Record<string, JsonValue> {
  const day = `20${String(10 + (at % 15))}-0${1 + (at % 9)}-1${turn % 10}`;
  return {
    code: `S${at}`,
    name: `ໂຮງຮຽນ ${at} ${turn}`,
    title: { lo: `ໂຮງຮຽນ ${at}`, en: `School ${at}` },
    province: String((at + turn) % 18).padStart(2, '0'),
    levels: at % 3 === 0 ? ['primary'] : ['primary', 'secondary'],
    pupils: String(at * 7 + turn),
    area: at / 3 + turn,
    budget: String(1_000_000 * at + turn),
    share: `${at}.${1 + turn}`,
    opened: day,
    visited: `${day}T0${turn % 10}:30:0${at % 10}.${String((at * 37) % 1000).padStart(3, '0')}Z`,
    state: at % 2 === 0,
    place: { type: 'Point', coordinates: [102 + (at % 100) / 100, 18 + turn / 100] },
    ...(blob === undefined ? {} : { plan: blob }),
    grade: `A${turn}`,
    head: `ນາງ ${at}-${turn}`,
    term: at % 2 === 0 ? 'ໂຮງຮຽນ' : 'ອະນຸບານ',
    meaning: `school, house of learning ${turn}`,
  };
}

/** A draft that puts a school, or withdraws it where only its code is given. */
export function draftOf(given: Readonly<Record<string, JsonValue>>, row: number): Draft {
  const withdraw = Object.keys(given).length === 1;
  const key = String(given['code']);
  return { sheet: null, row, key, given, withdraw, findings: [], blocked: false, pending: [] };
}

/** Opens a store on a database with the folds of the app. */
export async function openSchoolStore(databaseUrl: string): Promise<Store> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'laopedia-faults-'));
  return openStore({ databaseUrl, dataFolder, as: 'server', folds });
}

/** Defines a register of schools. */
export async function defineSchools(store: Store, name: string, definition = schoolDefinition(name)): Promise<void> {
  const origin = `test.example.la/log/${name}`;
  await publishDefinition(store, definition, { officer: 'admin', origin, proposal: `define-${name}-${Date.now()}` });
}

/** Proposes rows and has them approved by another person; answers the proposal's number. */
export async function proposeSchools(
  store: Store,
  register: string,
  rows: readonly Readonly<Record<string, JsonValue>>[],
  options: Pick<ProposalOptions, 'atOnce' | 'smallUpTo'> = {},
): Promise<string> {
  async function* drafts() {
    yield rows.map((row, at) => draftOf(row, at + 2));
  }
  const stored = await getRegister(store.app, register);
  const { id, findings } = await propose(store, stored, drafts(), { officer: 'author', ...options });
  if (id === null) throw new Error(`nothing was proposed: ${JSON.stringify(findings.slice(0, 3))}`);
  await approve(store, id, 'approver');
  return id;
}

/** Proposes, approves and publishes rows. */
export async function publishSchools(
  store: Store,
  register: string,
  rows: readonly Readonly<Record<string, JsonValue>>[],
): Promise<Appended> {
  return publish(store, await proposeSchools(store, register, rows));
}
