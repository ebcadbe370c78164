// Makes a register or changes its definition: tables and folds, the `schema` entry and its publication, in one transaction.
import { canonicalJson } from '#lib/canonical-json';
import { emptyRoot, leafHash } from '#lib/merkle';
import {
  composeEntry,
  type Definition,
  type Provenance,
  publishedDefinition,
  readDefinition,
  sameDefinition,
  tierDigest,
} from '#register';
import { appendPublication } from './append.ts';
import type { Speaker } from './fold.ts';
import { keepProgress } from './progress.ts';
import { findRegister, type StoredRegister } from './registers.ts';
import { replay } from './replay.ts';
import { nextSalt } from './salt.ts';
import { schemaReader } from './schema-history.ts';
import { dropStaging, makeStaging } from './staging.ts';
import type { Store } from './store.ts';

/** A definition to be published. `origin` is used when the register is new; afterwards it never changes. */
export interface DefinitionAppendix {
  readonly definition: Definition;
  readonly origin: string;
  readonly open: boolean;
  readonly proposal: string;
  readonly provenance: Provenance;
}

/** Publishes a definition. One that says what stands already changes nothing and appends nothing. */
export async function appendDefinition(store: Store, appendix: DefinitionAppendix): Promise<StoredRegister> {
  const name = readDefinition(appendix.definition).name;
  await store.owner.begin(async sql => {
    await sql.unsafe(`set local role laopedia_owner; set local lock_timeout = '5s'`);
    await sql`select pg_advisory_xact_lock(hashtext(${`laopedia define ${name}`}))`;
    // No publication may slip in between what is read here and what is folded again below.
    await sql`
      select 1 from laopedia.head h join laopedia.register r on r.id = h.register_id
      where r.name = ${name} for update of h`;
    const before = await findRegister(sql, name);
    const { known, gone } = await knownFields(sql, before);
    const register = readDefinition(appendix.definition, known);
    const published = publishedDefinition(appendix.definition, register);
    if (before !== undefined && sameDefinition(published, before.definition)) return;
    const id = before?.id ?? (await makeRegister(sql, published, appendix));
    // A field that comes back brings its old values with it.
    let stale = register.schema.fields.some(field => gone.has(field.number));
    for (const fold of store.folds) stale = (await fold.define(sql, id, register, before?.register)) || stale;
    const entry = await appendSchema(sql, id, published, appendix);
    await sql`update laopedia.register set definition = ${sql.json(published)}, schema_entry = ${entry} where id = ${id}`;
    // All of them or none: a fold sees in the records what stood before, so it cannot be folded again without them.
    if (before !== undefined && stale) await replay(sql, { ...before, register }, store.folds);
    await keepProgress(sql, id, store.folds, entry + 1);
  });
  const stored = await findRegister(store.app, name);
  if (stored === undefined) throw new Error(`${name} was defined and is not there`);
  return stored;
}

// The register as it stands, with the fields it once had behind its own: their numbers stay taken.
async function knownFields(sql: Speaker, before: StoredRegister | undefined) {
  if (before === undefined) return { known: undefined, gone: new Set<number>() };
  const { register } = before;
  const own = new Set(register.schema.fields.map(field => field.number));
  const gone = (await schemaReader(sql, before.id)).everyField.filter(field => !own.has(field.number));
  const schema = { ...register.schema, fields: [...register.schema.fields, ...gone] };
  return { known: { ...register, schema }, gone: new Set(gone.map(field => field.number)) };
}

async function makeRegister(
  sql: Speaker,
  definition: Definition,
  { origin, open }: DefinitionAppendix,
): Promise<number> {
  const rows = await sql`
    insert into laopedia.register (name, origin, open, definition)
    values (${String(definition['name'])}, ${origin}, ${open}, ${sql.json(definition)})
    returning id`;
  const id = Number(rows[0]?.['id']);
  await sql`insert into laopedia.head (register_id, root, frontier) values (${id}, ${emptyRoot()}, ${new Uint8Array(0)})`;
  return id;
}

// The schema entry has one public body, the definition, and no key; the folds have nothing to do with it.
async function appendSchema(
  sql: Speaker,
  id: number,
  definition: Definition,
  appendix: DefinitionAppendix,
): Promise<number> {
  const register = readDefinition(definition);
  const staging = await makeStaging(sql, `schema_${id}`, register, [], 'logged');
  const salt = nextSalt();
  const body = canonicalJson(definition);
  const bytes = Buffer.from(composeEntry({ op: 'schema', key: '', digests: { public: tierDigest(salt, body) } }));
  await sql.unsafe(
    `insert into ${staging} (ordinal, key, op, bytes, leaf, salt_public, body_public) values (0, '', 'schema', $1, $2, $3, $4)`,
    [bytes, leafHash(bytes), salt, body],
  );
  const heads = await sql`select size from laopedia.head where register_id = ${id} for update`;
  const size = Number(heads[0]?.['size']);
  const { proposal, provenance } = appendix;
  const basedOn = { size, schemaEntry: 0 };
  const organisations = [register.custodian];
  const appended = await appendPublication(
    sql,
    { registerId: id, register, staging, count: 1, proposal, organisations, provenance, basedOn },
    [],
  );
  await dropStaging(sql, staging);
  return appended.first;
}
