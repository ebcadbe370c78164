// The shapes of requests and answers for the OpenAPI description. They describe; the rooms below check.
import { Type } from 'typebox';
import { parameterWords } from './words.ts';

const words = (name: keyof typeof parameterWords) => ({
  description: parameterWords[name].en,
  'x-lo': parameterWords[name].lo,
});
const bilingual = Type.Object({ lo: Type.String(), en: Type.String() });
const time = Type.String({ format: 'date-time' });
const cursor = Type.Union([Type.String(), Type.Null()]);
const links = Type.Record(Type.String(), Type.String());

/** Parameters in paths and queries. */
export const parameters = {
  register: Type.String(words('register')),
  key: Type.String(words('key')),
  filters: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), words('filters'))),
  q: Type.String(words('q')),
  sort: Type.Optional(Type.String(words('sort'))),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, ...words('limit') })),
  after: Type.Optional(Type.String(words('after'))),
  count: Type.Optional(Type.Literal('exact', words('count'))),
  'as-at': Type.Optional(Type.String(words('asAt'))),
  'valid-at': Type.Optional(Type.String({ format: 'date', ...words('validAt') })),
  place: Type.Optional(Type.String(words('place'))),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, ...words('offset') })),
  counts: Type.Optional(Type.Boolean(words('counts'))),
  from: Type.Optional(Type.Integer({ minimum: 0, ...words('from') })),
  by: Type.String(words('by')),
};

/** A register with what is published of it. */
export const registerShape = Type.Object({
  name: Type.String(),
  title: bilingual,
  description: Type.Optional(bilingual),
  custodian: Type.String(),
  licence: Type.Optional(Type.String()),
  frequency: Type.Optional(Type.String()),
  contact: Type.Optional(Type.String()),
  key: Type.Array(Type.String()),
  facets: Type.Array(Type.String()),
  records: Type.Integer(),
  entries: Type.Integer(),
  changed: Type.Union([time, Type.Null()]),
  origin: Type.String(),
  links,
});

/** All registers. */
export const registersShape = Type.Object({ registers: Type.Array(registerShape) });

/** A record. */
export const recordShape = Type.Object({
  register: Type.String(),
  key: Type.String(),
  entry: Type.Integer(),
  time,
  custodian: Type.String(),
  item: Type.Record(Type.String(), Type.Unknown()),
  withdrawn: Type.Boolean(),
  links,
  validFrom: Type.Optional(Type.String()),
  later: Type.Optional(Type.Object({ validFrom: Type.String(), entry: Type.Integer() })),
  successors: Type.Optional(Type.Array(Type.Object({ key: Type.String(), how: Type.String() }))),
});

/** A page of records. */
export const recordsShape = Type.Object({
  records: Type.Array(recordShape),
  next: cursor,
  count: Type.Optional(Type.Integer()),
});

/** The history of a record. */
export const historyShape = Type.Object({
  register: Type.String(),
  key: Type.String(),
  history: Type.Array(
    Type.Object({
      publication: Type.Integer(),
      time,
      organisations: Type.Array(Type.String()),
      entries: Type.Array(
        Type.Object({
          number: Type.Integer(),
          op: Type.String(),
          validFrom: Type.Optional(Type.String()),
          redacted: Type.Boolean(),
          changes: Type.Array(
            Type.Object({
              field: Type.String(),
              before: Type.Optional(Type.Unknown()),
              after: Type.Optional(Type.Unknown()),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A page of the change feed; `size` is the log's, the number the next entry will have. */
export const entriesShape = Type.Object({
  entries: Type.Array(
    Type.Object({
      number: Type.Integer(),
      op: Type.String(),
      key: Type.String(),
      time,
      item: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    }),
  ),
  next: Type.Union([Type.Integer(), Type.Null()]),
  size: Type.Integer(),
});

/** Counts of a facet. */
export const countsShape = Type.Object({
  counts: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
});

/** What a search found. */
export const searchShape = Type.Object({
  results: Type.Array(
    Type.Object({
      register: Type.String(),
      key: Type.String(),
      title: Type.String(),
      snippet: Type.String(),
      score: Type.Number(),
    }),
  ),
  didYouMean: Type.Optional(Type.String()),
  counts: Type.Optional(
    Type.Array(Type.Object({ register: Type.String(), count: Type.Integer(), exact: Type.Boolean() })),
  ),
});

/** Names that begin as somebody types, with the titles of their registers. */
export const suggestShape = Type.Object({
  suggestions: Type.Array(
    Type.Object({
      register: Type.String(),
      key: Type.String(),
      name: Type.String(),
      also: Type.Optional(Type.String()),
      title: bilingual,
    }),
  ),
});

/** A problem (RFC 9457). */
export const problemShape = Type.Object({
  type: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  title: Type.String(),
  detail: bilingual,
  next: bilingual,
  reference: Type.Optional(Type.String()),
});

/** A Table Schema of Data Package v2. */
export const tableSchemaShape = Type.Object({ fields: Type.Array(Type.Record(Type.String(), Type.Unknown())) });
