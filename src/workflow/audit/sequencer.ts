// The sequencer: takes the acts that transactions left waiting and appends them to the audit log, in order, each once. One
// at a time, so that no publication ever queues behind the audit log's head.
import { randomUUID } from 'node:crypto';
import type { JsonValue } from '#lib/canonical-json';
import type { Item } from '#register';
import {
  appendPublication,
  dropStaging,
  findRegister,
  makeStaging,
  openStaging,
  type Speaker,
  type Store,
  type StoredRegister,
} from '#store';
import { publishDefinition } from '#workflow/publication';
import { auditDefinition, auditName } from './definition.ts';

export { auditName } from './definition.ts';

const actsAtOnce = 500;

/** Appends what is waiting; answers how many acts. `origin` is used when the audit log is made, at the first act. */
export async function sequenceActs(store: Store, origin: string): Promise<number> {
  const waiting = await store.app`select 1 from laopedia.act limit 1`;
  if (waiting.length === 0) return 0;
  const stored = (await findRegister(store.app, auditName)) ?? (await makeAuditLog(store, origin));
  return store.app.begin(async sql => {
    await sql`select pg_advisory_xact_lock(hashtext('laopedia audit'))`;
    const acts = await sql`
      delete from laopedia.act
      where id in (select id from laopedia.act order by id limit ${actsAtOnce})
      returning id, time, person, what, register, proposal, facts`;
    if (acts.length === 0) return 0;
    await append(
      store,
      sql,
      stored,
      acts.map(itemOf).sort((one, other) => Number(one['id']) - Number(other['id'])),
    );
    return acts.length;
  }) as Promise<number>;
}

function makeAuditLog(store: Store, origin: string): Promise<StoredRegister> {
  return publishDefinition(store, auditDefinition, { officer: 'console', origin, proposal: randomUUID(), open: false });
}

function itemOf(row: Record<string, unknown>): Item {
  const item: Record<string, JsonValue> = { id: String(row['id']), time: (row['time'] as Date).toISOString() };
  for (const name of ['person', 'what', 'register', 'proposal']) {
    if (row[name] !== null) item[name] = String(row[name]);
  }
  return { ...item, facts: row['facts'] as JsonValue };
}

async function append(
  store: Store,
  sql: Speaker,
  { id, register }: StoredRegister,
  items: readonly Item[],
): Promise<void> {
  const proposal = randomUUID();
  const staging = await makeStaging(sql, `audit_${proposal.replaceAll('-', '')}`, register, store.folds, 'unlogged');
  const writer = await openStaging(sql, staging, register, store.folds);
  for (const item of items) {
    await writer.write({
      op: 'put',
      key: String(item['id']),
      item,
      base: null,
      row: null,
      sheet: null,
      change: 'added',
    });
  }
  await writer.end();
  const heads =
    await sql`select h.size, r.schema_entry from laopedia.head h join laopedia.register r on r.id = h.register_id where r.id = ${id}`;
  await appendPublication(
    sql,
    {
      registerId: id,
      register,
      staging,
      count: items.length,
      proposal,
      organisations: [register.custodian],
      provenance: { author: 'sequencer', approvers: [], basis: null },
      basedOn: { size: Number(heads[0]?.['size']), schemaEntry: Number(heads[0]?.['schema_entry']) },
    },
    store.folds,
  );
  await dropStaging(sql, staging);
}
