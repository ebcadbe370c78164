// Shapes of JSON in the words of JSON Schema, for the description of the API. They say what is asked and answered; nothing is
// checked by them, and no library is loaded for it.

/** A shape. */
export interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly [word: string]: unknown;
}

/** A field that may be missing. */
export interface Maybe {
  readonly maybe: Shape;
}

/** What a shape says beside its kind: a description, limits, a format. */
export type Said = Readonly<Record<string, unknown>>;

/** A text. */
export const text = (said: Said = {}): Shape => ({ type: 'string', ...said });

/** A whole number. */
export const integer = (said: Said = {}): Shape => ({ type: 'integer', ...said });

/** Any number. */
export const number = (said: Said = {}): Shape => ({ type: 'number', ...said });

/** True or false. */
export const truth = (said: Said = {}): Shape => ({ type: 'boolean', ...said });

/** This one text. */
export const word = (only: string, said: Said = {}): Shape => ({ type: 'string', ...said, enum: [only] });

/** A list. */
export const list = (of: Shape): Shape => ({ type: 'array', items: of });

/** Either. */
export const either = (...shapes: readonly Shape[]): Shape => ({ anyOf: shapes });

/** Null. */
export const nothing: Shape = { type: 'null' };

/** Anything. */
export const anything: Shape = {};

/** Names, each with a value of a shape. */
export const names = (of: Shape, said: Said = {}): Shape => ({ type: 'object', ...said, additionalProperties: of });

/** A field that may be missing. */
export const maybe = (shape: Shape): Maybe => ({ maybe: shape });

/** An object of these fields. */
export function object(fields: Readonly<Record<string, Shape | Maybe>>): Shape {
  const given = Object.entries(fields);
  const required = given.filter(([, field]) => !isMaybe(field)).map(([name]) => name);
  const properties = Object.fromEntries(given.map(([name, field]) => [name, isMaybe(field) ? field.maybe : field]));
  return { type: 'object', ...(required.length === 0 ? {} : { required }), properties };
}

function isMaybe(field: Shape | Maybe): field is Maybe {
  return 'maybe' in field;
}
