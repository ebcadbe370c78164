// Names: which records of a register a text can mean, by key, alias or name.
export { type NameAnswer, resolveNames } from './resolve.ts';
