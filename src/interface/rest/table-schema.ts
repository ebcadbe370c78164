// A register's public fields as a plain Table Schema (Data Package v2): for tools that know nothing of Laopedia.
import { type Field, fieldsOfTier, type Register, referenceOf } from '#register';

/** A Table Schema: https://datapackage.org/standard/table-schema/. */
export type TableSchema = Readonly<Record<string, unknown>>;

/** The schema of the register's CSV: `key` stands before the fields there, hence `fieldsMatch` subset. */
export function tableSchema(register: Register): TableSchema {
  const fields = fieldsOfTier(register.schema, 'public');
  const foreignKeys = fields.flatMap(field => {
    const reference = referenceOf(register.schema, field);
    if (reference === undefined) return [];
    return [{ fields: [field.name], reference: { resource: reference.register, fields: ['key'] } }];
  });
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: fields.map(fieldOf),
    fieldsMatch: 'subset',
    missingValues: [''],
    ...(register.schema.primaryKey.length === 0 ? {} : { primaryKey: register.schema.primaryKey }),
    ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
  };
}

function fieldOf(field: Field): Readonly<Record<string, unknown>> {
  const { name, title, description, constraints, unit, currency } = field;
  const codes = Array.isArray(field.codes) ? { enum: field.codes.map(code => code.value) } : {};
  const kept = { ...constraints, ...codes };
  return {
    name,
    ...typeOf(field),
    title: title.lo,
    ...(description === undefined ? {} : { description: description.lo }),
    ...(Object.keys(kept).length === 0 ? {} : { constraints: kept }),
    titles: title,
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function typeOf(field: Field): Readonly<Record<string, string>> {
  switch (field.type) {
    case 'decimal':
    case 'money':
      return { type: 'number' };
    // A date may be a year or a month.
    case 'date':
      return { type: 'date', format: 'any' };
    case 'date-time':
      return { type: 'datetime' };
    case 'list':
      return { type: 'list', delimiter: '; ' };
    case 'geometry':
      return { type: 'geojson' };
    case 'file':
      return { type: 'string' };
    case 'string':
      return stringType(field);
    default:
      return { type: field.type };
  }
}

function stringType(field: Field): Readonly<Record<string, string>> {
  switch (field.as) {
    case 'bilingual':
      return { type: 'object' };
    case 'e-mail':
      return { type: 'string', format: 'email' };
    case 'url':
      return { type: 'string', format: 'uri' };
    default:
      return { type: 'string' };
  }
}
