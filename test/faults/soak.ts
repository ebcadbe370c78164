// The durability suite for a release: `npm run soak [-- kind ...] [--rounds 200] [--minutes n] [--json] [--results file]`. Prints a
// table; ends with 1 where something was lost, unsound, or a control noticed nothing. With a results file, kinds that are done are
// not run again. `--minutes` bounds each kind; SIGINT and SIGTERM end after the round under way, and what was done is told.
import { appendFile, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { releaseKinds as kinds } from './rounds/kinds.ts';
import { runKind, type Tally } from './rounds/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
    results: { type: 'string' },
    minutes: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const longestMinutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
const options = { tell: say, ending: ending.signal, longestMinutes };

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function doneBefore(): Promise<readonly Tally[]> {
  if (values.results === undefined) return [];
  const text = await readFile(values.results, 'utf8').catch(() => '');
  const lines = text.split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line) as Tally).filter(one => one.rounds >= rounds);
}

function isSound({ lost, unsound, controls }: Tally): boolean {
  return lost === 0 && unsound === 0 && controls.every(control => control.noticed);
}

function print(tallies: readonly Tally[]): void {
  const rows = tallies.map(one => [
    one.kind,
    String(one.rounds),
    String(one.acknowledged),
    String(one.lost),
    String(one.unsound),
    one.controls.map(({ name, noticed }) => `${name}: ${noticed ? 'noticed' : 'NOT NOTICED'}`).join('; '),
    `${one.seconds} s`,
  ]);
  const heads = ['kind', 'rounds', 'acknowledged', 'lost', 'unsound', 'controls', 'time'];
  for (const row of [heads, heads.map(() => '---'), ...rows]) process.stdout.write(`| ${row.join(' | ')} |\n`);
}

const unknown = positionals.filter(name => !kinds.some(kind => kind.name === name));
if (unknown.length > 0)
  throw new Error(`no such kind: ${unknown.join(', ')}; there are ${kinds.map(kind => kind.name).join(', ')}`);
const before = await doneBefore();
const tallies: Tally[] = [];
for (const kind of kinds) {
  if (ending.signal.aborted || (positionals.length > 0 && !positionals.includes(kind.name))) continue;
  const known = before.find(one => one.kind === kind.name);
  const why = await kind.unable();
  if (why !== undefined) say(`${kind.name} is left out: ${why}`);
  if (why !== undefined && known === undefined) continue;
  const tally = known ?? (await runKind(kind, rounds, options));
  if (known === undefined && values.results !== undefined)
    await appendFile(values.results, `${JSON.stringify(tally)}\n`);
  tallies.push(tally);
}
if (values.json) for (const tally of tallies) process.stdout.write(`${JSON.stringify(tally)}\n`);
else print(tallies);
process.exitCode = tallies.every(isSound) ? 0 : 1;
