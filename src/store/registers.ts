// The registers an installation keeps: their definitions as the log has them. Reading only; append-definition.ts changes them.
import { type Definition, type Register, readDefinition } from '#register';
import type { Speaker } from './fold.ts';
import { sayPrepared } from './prepared.ts';
import { refuseStore } from './refusals.ts';

/** A register with what the store knows of it. `size` counts entries, `records` those that stand. */
export interface StoredRegister {
  readonly id: number;
  readonly origin: string;
  readonly open: boolean;
  readonly register: Register;
  readonly definition: Definition;
  readonly schemaEntry: number;
  readonly size: number;
  readonly records: number;
  /** When it last changed; null while nothing is published. */
  readonly changed: Date | null;
}

const columns = `r.id, r.origin, r.open, r.definition, r.schema_entry, h.size, h.records,
  case when h.time = '-infinity' then null else h.time end as changed`;

/** All registers, in the order they were made. */
export async function readRegisters(sql: Speaker): Promise<StoredRegister[]> {
  const rows = await sql.unsafe(
    `select ${columns} from laopedia.register r join laopedia.head h on h.register_id = r.id order by r.id`,
  );
  return rows.map(storedRegister);
}

/** The register of that name, if there is one. */
export async function findRegister(sql: Speaker, name: string): Promise<StoredRegister | undefined> {
  const rows = await sayPrepared(
    sql,
    `select ${columns} from laopedia.register r join laopedia.head h on h.register_id = r.id where r.name = $1`,
    [name],
  );
  return rows[0] === undefined ? undefined : storedRegister(rows[0]);
}

/** The register of that name, or `store/no-such-register`. */
export async function getRegister(sql: Speaker, name: string): Promise<StoredRegister> {
  const found = await findRegister(sql, name);
  if (found === undefined) throw refuseStore('no-such-register', { register: name });
  return found;
}

/** The register as one version of its definition says, read from the database only when no page or proposal has read it before. */
export async function registerAt(
  sql: Speaker,
  {
    register,
    origin,
    schemaEntry,
  }: { readonly register: string; readonly origin: string; readonly schemaEntry: number },
): Promise<Register> {
  return byVersion.get(`${origin} ${schemaEntry}`) ?? (await getRegister(sql, register)).register;
}

const parsed = new WeakMap<object, Register>();
const byVersion = new Map<string, Register>();

function storedRegister(row: Record<string, unknown>): StoredRegister {
  const definition = row['definition'] as Definition;
  return {
    id: Number(row['id']),
    origin: String(row['origin']),
    open: Boolean(row['open']),
    register: registerOf(definition, `${row['origin']} ${row['schema_entry']}`),
    definition,
    schemaEntry: Number(row['schema_entry']),
    size: Number(row['size']),
    records: Number(row['records']),
    changed: row['changed'] as Date | null,
  };
}

// A definition is read once for each of its versions: pages ask for it with every request.
function registerOf(definition: Definition, version: string): Register {
  const known = parsed.get(definition) ?? byVersion.get(version);
  if (known !== undefined) return known;
  const register = readDefinition(definition);
  parsed.set(definition, register);
  byVersion.set(version, register);
  return register;
}
