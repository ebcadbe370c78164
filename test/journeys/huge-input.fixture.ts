// Files too large to be held in memory, as streams, with the answer each must get. It sends nothing.
import type { BadInput } from './bad-input.fixture.ts';

/** A stream and its answer: the refusal's code, or `found` with the code of every row's finding. */
export interface HugeInput {
  readonly item: BadInput;
  readonly name: string;
  readonly code: string;
  /** Rows that are all wrong; 0 where the file is refused. */
  readonly rows: number;
  stream(): AsyncIterable<Uint8Array>;
}

const mebibyte = 1 << 20;
const rowsAtOnce = 10_000;

async function* cellOf(begin: string, sizeBytes: number, end: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(begin);
  const piece = Buffer.alloc(mebibyte, 'a');
  for (let sent = 0; sent < sizeBytes; sent += piece.length) yield piece;
  yield Buffer.from(end);
}

async function* badRows(count: number, row: (number: number) => string): AsyncIterable<Uint8Array> {
  yield Buffer.from('id,name,count,day\n');
  for (let at = 0; at < count; at += rowsAtOnce)
    yield Buffer.from(Array.from({ length: rowsAtOnce }, (_, place) => row(at + place)).join(''));
}

/** The cases. */
export const hugeInputs: readonly HugeInput[] = [
  {
    item: 'a 100 MB cell',
    name: 'in a CSV, without a quote',
    code: 'intake/too-large-cell',
    rows: 0,
    stream: () => cellOf('id,name,note\n1,ກາ,', 100 * mebibyte, '\n'),
  },
  {
    item: 'a 100 MB cell',
    name: 'in a CSV, in quotes that never close',
    code: 'intake/too-large-cell',
    rows: 0,
    stream: () => cellOf('id,name,note\n1,ກາ,"', 100 * mebibyte, ''),
  },
  {
    item: 'a 100 MB cell',
    name: 'in JSON',
    code: 'intake/too-large-cell',
    rows: 0,
    stream: () => cellOf('{"id":"1","name":"', 100 * mebibyte, '"}\n'),
  },
  {
    item: 'a million bad rows',
    name: 'each with a word where a number is wanted',
    code: 'number/unreadable',
    rows: 1_000_000,
    stream: () => badRows(1_000_000, number => `k${number},ກາ,ສາມ,\n`),
  },
];
