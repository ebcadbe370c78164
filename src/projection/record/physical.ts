// The physical form of records: a table a register with columns f<number>, behind a view with the fields' names.
// Physical names carry numbers, since a PostgreSQL name ends at 63 bytes: 21 Lao letters.
import type { Field, Register, Tier } from '#register';
import { fieldsOfTier, tiersOf } from '#register';
import { hasSortKey, sortColumnOf, sortColumnType, sortedFields } from './sort-key.ts';

/** The column of a field. */
export function columnOf(field: Field): string {
  return `f${field.number}`;
}

/** The table of a register's records for one tier; hidden tiers lie in tables of their own. */
export function tableOf(registerId: number, tier: Tier = 'public'): string {
  return tier === 'public' ? `records.r${registerId}` : `records.r${registerId}_${tier}`;
}

/** PostgreSQL's type for a field. Days are text, since a date may be a year or a month; ISO 8601 sorts as text. */
export function columnType(field: Field): string {
  switch (field.type) {
    case 'string':
      return field.as === 'bilingual' ? 'jsonb' : 'text';
    case 'file':
      return 'text';
    case 'date':
      return 'text collate "C"';
    case 'integer':
      return 'bigint';
    case 'number':
      return 'float8';
    case 'decimal':
    case 'money':
      return 'numeric';
    case 'date-time':
      return 'timestamptz';
    case 'boolean':
      return 'boolean';
    case 'list':
    case 'object':
    case 'geometry':
      return 'jsonb';
  }
}

/** Whether a column holds JSON. */
export function isJsonColumn(field: Field): boolean {
  return columnType(field) === 'jsonb';
}

/** Whether lists may be filtered by ranges of a field. */
export function isScalar(field: Field): boolean {
  return !isJsonColumn(field);
}

/** The statements that make a register's tables. */
export function createTables(registerId: number, register: Register): string[] {
  return tiersOf(register.schema).flatMap(tier => {
    const table = tableOf(registerId, tier);
    const fields = fieldsOfTier(register.schema, tier).map(field => `,\n  ${columnOf(field)} ${columnType(field)}`);
    const keys =
      tier === 'public' ? sortedFields(register).map(field => `,\n  ${sortColumnOf(field)} ${sortColumnType}`) : [];
    const head =
      tier === 'public' ? 'entry bigint not null, withdrawn boolean not null default false' : 'entry bigint not null';
    const reader = tier === 'public' ? ', laopedia_public, laopedia_signer' : '';
    return [
      `create table ${table} (key text collate "C" primary key, ${head}${[...fields, ...keys].join('')})`,
      `grant select, insert, update, delete on ${table} to laopedia_app`,
      ...(reader === '' ? [] : [`grant select on ${table} to laopedia_app${reader}`]),
    ];
  });
}

/** The column that lists are sorted by for a field; undefined for what has no order. */
export function orderColumnOf(field: Field): string | undefined {
  if (hasSortKey(field)) return sortColumnOf(field);
  return isScalar(field) ? columnOf(field) : undefined;
}

/** The statements that index what lists are filtered and sorted by, each with the key behind it. */
export function createIndexes(registerId: number, register: Register): string[] {
  return register.schema.fields.flatMap(field => createIndex(registerId, register, field));
}

/** The statements that index one field, if it is not indexed yet: facets, days, and the order of names. */
function createIndex(registerId: number, register: Register, field: Field): string[] {
  const table = tableOf(registerId, field.visibility);
  const column = columnOf(field);
  const day = dayOf(register);
  const isFacet = field.facet && isScalar(field);
  const indexed = isFacet || isDay(field);
  const columns = [
    ...(indexed ? [[column]] : []),
    // A facet's newest: with the day alone a list of a seldom value would be looked for among all records.
    ...(isFacet && day !== undefined && day !== field && field.visibility === 'public'
      ? [[column, columnOf(day)]]
      : []),
    ...(field.search === 'title' && hasSortKey(field) ? [[sortColumnOf(field)]] : []),
  ];
  return columns.map(
    names => `create index if not exists r${registerId}_${names.join('_')} on ${table} (${names.join(', ')}, key)`,
  );
}

function isDay(field: Field): boolean {
  return field.type === 'date' || field.type === 'date-time';
}

// The day by which a register has its newest: the first that its schema names.
function dayOf(register: Register): Field | undefined {
  return fieldsOfTier(register.schema, 'public').find(isDay);
}

/** The statements that make the readable view of the public tier, for analysts' SQL and BI tools. */
export function createView(registerId: number, register: Register): string[] {
  const name = `readable."${register.name}"`;
  const taken = new Set(['key', 'entry']);
  const columns = fieldsOfTier(register.schema, 'public').map(field => {
    const title = taken.has(field.name) ? `f.${field.name}` : field.name;
    return `, ${columnOf(field)} as "${title.replaceAll('"', '""')}"`;
  });
  return [
    `drop view if exists ${name}`,
    `create view ${name} as select key, entry${columns.join('')} from ${tableOf(registerId)} where not withdrawn`,
    `grant select on ${name} to laopedia_app, laopedia_public`,
  ];
}

/** The cast that gives a bound text the type of a field's column. */
export function castFor(field: Field): string {
  switch (field.type) {
    case 'integer':
      return '::bigint';
    case 'number':
      return '::float8';
    case 'decimal':
    case 'money':
      return '::numeric';
    case 'date-time':
      return '::timestamptz';
    case 'boolean':
      return '::boolean';
    case 'object':
    case 'geometry':
      return '::jsonb';
    default:
      return '::text';
  }
}
