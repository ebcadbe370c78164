// The scorer of Lao search: a real server with the benchmark's collections as registers, asked over HTTP as anybody may ask.
// A missed goal is only printed; a broken answer ends the run with 1.
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { columnsText, median, msText } from './figures.ts';
import { fetchText } from './http.ts';
import { type Installation, openInstallation } from './installation.ts';
import {
  depth,
  goals,
  judge,
  type Measures,
  meanGoal,
  meanOf,
  type Question,
  readSplit,
  type Split,
} from './lao-judge.ts';

const { values: options } = parseArgs({
  options: {
    split: { type: 'string', default: 'dev' },
    /** A list of words (CSV, or CSV in gzip), loaded before anything is asked. */
    words: { type: 'string' },
    /** Beginnings of the names of the sets to ask; all if absent. */
    sets: { type: 'string' },
    json: { type: 'string' },
    /** Lists the questions of which the first answer is wrong. */
    misses: { type: 'boolean', default: false },
    /** Stays up after scoring. */
    keep: { type: 'boolean', default: false },
    /** Asks a server that runs already and holds the registers. */
    at: { type: 'string' },
  },
});

interface Answered {
  readonly question: Question;
  readonly keys: readonly string[];
  readonly measures: Measures;
  readonly ms: number;
}

const split = readSplit(options.split);
if (split === undefined) process.stdout.write(`Lao search: skipped, no ../shared/lao/bench/${options.split}\n`);
else await score(split);

async function score(split: Split): Promise<void> {
  const server = options.at === undefined ? await openInstallation() : undefined;
  try {
    if (server !== undefined) await load(server, split);
    if (server !== undefined && options.words !== undefined) await loadWords(server, options.words);
    const address = server?.address ?? options.at ?? '';
    const wanted = options.sets?.split(',') ?? [''];
    const answered: Answered[] = [];
    for (const question of split.questions) {
      if (wanted.some(beginning => question.set.startsWith(beginning))) answered.push(await ask(address, question));
    }
    await report(answered);
    if (options.keep) await stay(address);
  } finally {
    await server?.close();
  }
}

async function load(server: Installation, { collections }: Split): Promise<void> {
  for (const { name, file, documents } of collections) {
    const { added, setAside } = await server.load(definitionOf(name), file);
    if (added + setAside !== documents) throw new Error(`${file}: ${added} of ${documents} documents came in`);
    if (setAside > 0) process.stdout.write(`bench-${name}: ${setAside} documents with broken letters set aside\n`);
  }
}

// As an operator would: by the definition that the project gives as an example.
async function loadWords(server: Installation, file: string): Promise<void> {
  const definition = JSON.parse(
    await readFile(new URL('../examples/word-list/register.json', import.meta.url), 'utf8'),
  );
  const { added, setAside } = await server.load(definition, file);
  process.stdout.write(`${basename(file)}: ${added} words, ${setAside} rows set aside\n`);
}

function definitionOf(collection: string) {
  const as = collection === 'places' ? 'lao-name' : 'lao-text';
  return {
    name: `bench-${collection}`,
    title: { lo: `ທົດສອບການຄົ້ນຫາ (${collection})`, en: `Search benchmark (${collection})` },
    schema: {
      primaryKey: ['id'],
      fields: [
        { name: 'id', type: 'string' },
        { name: 'text', type: 'string', as },
      ],
    },
  };
}

async function ask(address: string, question: Question): Promise<Answered> {
  const { collection, query, right } = question;
  const words = encodeURIComponent(query);
  const begun = performance.now();
  const body = await fetchText(`${address}/api/v1/search?register=bench-${collection}&q=${words}&limit=${depth}`);
  const ms = performance.now() - begun;
  const { results } = JSON.parse(body) as { results: readonly { readonly key: string }[] };
  const keys = results.map(({ key }) => key);
  return { question, keys, measures: judge(keys, right), ms };
}

async function report(answered: readonly Answered[]): Promise<void> {
  const sets = [...new Set(answered.map(({ question }) => question.set))].map(set => {
    const own = answered.filter(({ question }) => question.set === set);
    return { set, queries: own.length, ...meanOf(own.map(({ measures }) => measures)), ms: meanMs(own) };
  });
  const mean = meanOf(sets);
  process.stdout.write(`${tableOf(sets, mean)}\n${speedOf(answered)}\n`);
  if (options.misses)
    for (const one of answered.filter(({ measures }) => measures.r1 < 1)) process.stdout.write(missed(one));
  if (options.json !== undefined) await writeFile(options.json, JSON.stringify({ sets, mean, ms: meanMs(answered) }));
}

type SetScore = Measures & { readonly set: string; readonly queries: number; readonly ms: number };

function tableOf(sets: readonly SetScore[], mean: Measures): string {
  const figure = (value: number) => value.toFixed(3);
  const all = (of: Measures) => [of.r1, of.r10, of.mrr, of.ndcg].map(figure);
  const names: Record<keyof Measures, string> = { r1: 'R@1', r10: 'R@10', mrr: 'MRR', ndcg: 'nDCG' };
  const rows = sets.map(one => {
    const [measure, goal] = goals[one.set] ?? [];
    const held =
      measure === undefined || goal === undefined ? ['', '', '', ''] : heldTo(names[measure], one[measure], goal);
    return [`${one.set} (${one.queries})`, ...all(one), one.ms.toFixed(1), ...held];
  });
  const head = ['Lao search', ...Object.values(names), 'ms', 'goal', 'ours', 'wanted', ''];
  return columnsText([
    head,
    ...rows,
    [
      'mean of the sets',
      ...all(mean),
      '',
      ...heldTo('nDCG', mean.ndcg, options.words === undefined ? meanGoal.bare : meanGoal.withWords),
    ],
  ]);
}

// To the thousandth, as it is shown.
function heldTo(name: string, ours: number, goal: number): string[] {
  const missing = goal - Math.round(ours * 1000) / 1000;
  return [name, ours.toFixed(3), goal.toFixed(2), missing <= 0 ? 'reached' : `MISSED by ${missing.toFixed(3)}`];
}

function meanMs(answered: readonly Answered[]): number {
  return answered.reduce((sum, { ms }) => sum + ms, 0) / answered.length;
}

function speedOf(answered: readonly Answered[]): string {
  const times = answered.map(({ ms }) => ms);
  return `${answered.length} queries over HTTP, one at a time: ${msText(meanMs(answered))} a query, median ${msText(median(times))}`;
}

function missed({ question, keys, measures }: Answered): string {
  const { id, query, right } = question;
  return `${id}\t${query}\tnDCG ${measures.ndcg.toFixed(2)}\twanted ${[...right].slice(0, 5).join(' ')}\tgot ${keys.slice(0, 5).join(' ')}\n`;
}

// Until Ctrl-C, with an address to ask by hand.
async function stay(address: string): Promise<void> {
  process.stdout.write(`${address} stays up; Ctrl-C ends it\n`);
  const open = setInterval(() => {}, 60_000);
  await new Promise(resolve => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  clearInterval(open);
}
