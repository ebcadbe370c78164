// The room's door: canonical JSON (RFC 8785) and its strict reader. It only re-exports.
export { canonicalBytes, canonicalJson } from './canonical.ts';
export { type JsonObject, JsonProblem, type JsonProblemCode, type JsonValue } from './json-value.ts';
export { parseStrictJson, type StrictJsonOptions } from './strict-parse.ts';
