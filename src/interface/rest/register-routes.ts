// Registers: their list, one of them, and its schema.
import { countedFields } from '#projection/counts';
import { fieldsOfTier } from '#register';
import type { StoredRegister } from '#store';
import { etagOf, sendJson, versionOf } from './answer.ts';
import { readAsked } from './asked.ts';
import { aboutRegister, describedRoute, type Reading } from './reading.ts';
import { registerAddress } from './record-json.ts';
import { registerShape, registersShape, tableSchemaShape } from './schemas.ts';
import { tableSchema } from './table-schema.ts';

/** `/registers`, `/registers/{register}` and its `schema.json`. */
export function registerRoutes(reading: Reading): void {
  const { scope, options } = reading;
  scope.get('/v1/registers', describedRoute({ words: 'registers', answer: registersShape }), async (request, reply) => {
    readAsked(request, []);
    const open = (await options.catalogue.all()).filter(one => one.open);
    const version = open.map(one => versionOf(one, options.build, '')).join();
    if (await options.front.settle(request, reply, etagOf(version))) return reply;
    return sendJson(options.front, request, reply, JSON.stringify({ registers: open.map(registerOf) }));
  });
  aboutRegister(reading, '', { words: 'register', answer: registerShape }, async (stored, request, reply) => {
    readAsked(request, []);
    if (await options.front.settle(request, reply, etagOf(versionOf(stored, options.build, '')))) return reply;
    return sendJson(options.front, request, reply, JSON.stringify(registerOf(stored)));
  });
  aboutRegister(
    reading,
    '/schema.json',
    { words: 'schema', answer: tableSchemaShape },
    async (stored, request, reply) => {
      readAsked(request, []);
      if (
        await options.front.settle(request, reply, etagOf(`${options.build} schema ${stored.id} ${stored.schemaEntry}`))
      )
        return reply;
      return sendJson(options.front, request, reply, JSON.stringify(tableSchema(stored.register)));
    },
  );
}

function registerOf({ register, origin, records, size, changed }: StoredRegister) {
  const { name, title, description, custodian, licence, frequency, contact, schema } = register;
  const self = registerAddress(name);
  const open = new Set(fieldsOfTier(schema, 'public').map(field => field.name));
  return {
    name,
    title,
    description,
    custodian,
    licence,
    frequency,
    contact,
    key: register.key.kind === 'fields' ? register.key.fields.filter(field => open.has(field)) : [],
    facets: countedFields(register).map(field => field.name),
    records,
    entries: size,
    changed: changed?.toISOString() ?? null,
    origin,
    links: {
      self,
      schema: `${self}/schema.json`,
      records: `${self}/records`,
      entries: `${self}/entries`,
      export: `${self}/export.csv`,
      page: `/lo/${name}`,
      log: `/log/${name}/checkpoint`,
    },
  };
}
