// What a JSON document can hold, and the error this room throws. It holds no behaviour beyond that.

/** A JSON value as RFC 8259 has it: no `undefined`, no bigint, no dates. Arrays and objects are read-only to whoever gets one. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object: own, enumerable, string-named members only. */
export type JsonObject = { readonly [name: string]: JsonValue };

/**
 * Why a value or a text is not taken:
 * `type` not a JSON value · `number` NaN, infinite or too large for a double · `surrogate` half of a UTF-16 pair ·
 * `depth` nested too deep (or holding itself) · `duplicate` a name twice in one object · `syntax` not RFC 8259 JSON.
 */
export type JsonProblemCode = 'type' | 'number' | 'surrogate' | 'depth' | 'duplicate' | 'syntax';

/** Thrown by every function of this room that refuses something. */
export class JsonProblem extends Error {
  readonly code: JsonProblemCode;
  /** Where in the text, in UTF-16 code units from 0; absent when a value, not a text, was refused. */
  readonly offset: number | undefined;

  constructor(code: JsonProblemCode, message: string, offset?: number) {
    super(offset === undefined ? message : `${message} at character ${offset}`);
    this.name = 'JsonProblem';
    this.code = code;
    this.offset = offset;
  }
}
