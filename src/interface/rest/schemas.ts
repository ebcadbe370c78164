// The shapes of requests and answers for the OpenAPI description. They describe; the rooms below check.
import { anything, either, integer, list, maybe, names, nothing, number, object, text, truth, word } from './shape.ts';
import { parameterWords } from './words.ts';

const words = (name: keyof typeof parameterWords) => ({
  description: parameterWords[name].en,
  'x-lo': parameterWords[name].lo,
});
const bilingual = object({ lo: text(), en: text() });
const time = text({ format: 'date-time' });
const cursor = either(text(), nothing);
const links = names(text());

/** Parameters in paths and queries. */
export const parameters = {
  register: text(words('register')),
  key: text(words('key')),
  filters: names(list(text()), words('filters')),
  q: text(words('q')),
  sort: text(words('sort')),
  limit: integer({ minimum: 1, maximum: 1000, ...words('limit') }),
  after: text(words('after')),
  count: word('exact', words('count')),
  'as-at': text(words('asAt')),
  'valid-at': text({ format: 'date', ...words('validAt') }),
  place: text(words('place')),
  offset: integer({ minimum: 0, maximum: 1000, ...words('offset') }),
  counts: truth(words('counts')),
  from: integer({ minimum: 0, ...words('from') }),
  by: text(words('by')),
};

/** A register with what is published of it. */
export const registerShape = object({
  name: text(),
  title: bilingual,
  description: maybe(bilingual),
  custodian: text(),
  licence: maybe(text()),
  frequency: maybe(text()),
  contact: maybe(text()),
  key: list(text()),
  facets: list(text()),
  records: integer(),
  entries: integer(),
  changed: either(time, nothing),
  origin: text(),
  links,
});

/** All registers. */
export const registersShape = object({ registers: list(registerShape) });

/** A record. */
export const recordShape = object({
  register: text(),
  key: text(),
  entry: integer(),
  time,
  custodian: text(),
  item: names(anything),
  withdrawn: truth(),
  links,
  validFrom: maybe(text()),
  later: maybe(object({ validFrom: text(), entry: integer() })),
  successors: maybe(list(object({ key: text(), how: text() }))),
});

/** A page of records. */
export const recordsShape = object({
  records: list(recordShape),
  next: cursor,
  count: maybe(integer()),
});

/** The history of a record. */
export const historyShape = object({
  register: text(),
  key: text(),
  history: list(
    object({
      publication: integer(),
      time,
      organisations: list(text()),
      entries: list(
        object({
          number: integer(),
          op: text(),
          validFrom: maybe(text()),
          redacted: truth(),
          changes: list(
            object({
              field: text(),
              before: maybe(anything),
              after: maybe(anything),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A page of the change feed; `size` is the log's, the number the next entry will have. */
export const entriesShape = object({
  entries: list(
    object({
      number: integer(),
      op: text(),
      key: text(),
      time,
      item: maybe(names(anything)),
    }),
  ),
  next: either(integer(), nothing),
  size: integer(),
});

/** Counts of a facet. */
export const countsShape = object({
  counts: list(object({ value: text(), count: integer() })),
});

/** What a search found. */
export const searchShape = object({
  results: list(
    object({
      register: text(),
      key: text(),
      title: text(),
      snippet: text(),
      score: number(),
    }),
  ),
  didYouMean: maybe(text()),
  counts: maybe(list(object({ register: text(), count: integer(), exact: truth() }))),
});

/** Names that begin as somebody types, with the titles of their registers. */
export const suggestShape = object({
  suggestions: list(
    object({
      register: text(),
      key: text(),
      name: text(),
      also: maybe(text()),
      title: bilingual,
    }),
  ),
});

/** A problem (RFC 9457). */
export const problemShape = object({
  type: text(),
  status: integer(),
  code: text(),
  title: text(),
  detail: bilingual,
  next: bilingual,
  reference: maybe(text()),
});

/** A Table Schema of Data Package v2. */
export const tableSchemaShape = object({ fields: list(names(anything)) });
