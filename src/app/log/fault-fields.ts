// An error as the machine's log keeps it: enough to find the fault, and nothing that a person brought or that lies in a table.
import { masked } from './masked.ts';

/** What is kept of an error. `stack` is where in the program, without the message; `cause` the same of what caused it. */
export interface FaultFields {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly [fact: string]: unknown;
}

// Of PostgreSQL's reports `detail`, `hint`, `where`, `query` and `parameters` hold values of rows: they are left out.
const facts = [
  'code',
  'severity',
  'routine',
  'schema_name',
  'table_name',
  'constraint_name',
  'syscall',
  'path',
  'signal',
];
const deepest = 4;
const longestMessage = 500;
const mostFrames = 12;
const ourFolder = /file:\/\/\S*?\/(src|dist|node_modules|bin|test)\//;

/** What the log keeps of whatever was thrown. `words` are those of the request, which no message may repeat. */
export function faultFields(thrown: unknown, words: ReadonlySet<string>, depth = 0): FaultFields {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: masked(String(thrown), words).slice(0, longestMessage), stack: '' };
  const known = thrown as Error & Readonly<Record<string, unknown>>;
  const { cause } = thrown;
  return {
    type: thrown.name,
    message: masked(thrown.message, words).slice(0, longestMessage),
    ...Object.fromEntries(facts.flatMap(name => (typeof known[name] === 'string' ? [[name, known[name]]] : []))),
    stack: framesOf(thrown),
    ...(cause === undefined || depth >= deepest ? {} : { cause: faultFields(cause, words, depth + 1) }),
  };
}

// The frames alone: the first lines of a stack repeat the message.
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line));
  const placed = frames.slice(0, mostFrames).map(line => line.trim().replace(ourFolder, '$1/'));
  return placed.join('\n');
}
