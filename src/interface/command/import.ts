// `laopedia import`: a file through intake, findings, change and proposal; with enough approvers also to publication.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseStrictJson } from '#lib/canonical-json';
import type { Format, SheetSource } from '#lib/sheet';
import { changedRows, type Finding } from '#register';
import { type Appended, getRegister, type Store, type StoredRegister } from '#store';
import { approve, refuseApproval } from '#workflow/approval';
import {
  type Intake,
  type Mapping,
  openIntake,
  readMapping,
  writeFindingsSheet,
  writeSetAside,
} from '#workflow/intake';
import { headersOf, type LoadMark, openRemembered, type Proposed, propose, rememberMapping } from '#workflow/proposal';
import { publish } from '#workflow/publication';
import type { Arguments } from './arguments.ts';
import { type Command, withHouse } from './command.ts';
import type { CommandContext, House } from './context.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';
import { reportImport } from './import-report.ts';
import { openProgress, type Progress } from './progress.ts';

const formats: readonly Format[] = ['csv', 'tsv', 'xlsx', 'jsonl', 'json', 'geojson'];

/** The command `import`. */
export const importFile: Command = {
  name: 'import',
  words: [2, 2],
  usage: 'import <register> <file or -> [options]',
  lo: 'ນຳເຂົ້າຟາຍ: ກວດ, ສະເໜີ ແລະ ເຜີຍແຜ່ເມື່ອມີຄົນອະນຸມັດຄົບ',
  en: 'Takes a file in: findings, change, proposal; with enough approvers also publication.',
  options: {
    format: { type: 'string', hint: formats.join('|'), lo: 'ຊະນິດຟາຍ', en: 'format of the file' },
    mapping: { type: 'string', hint: 'm.json', lo: 'ຟາຍຈັບຄູ່ຖັນ', en: 'which column is which field' },
    officer: { type: 'string', hint: 'name', lo: 'ຊື່ພະນັກງານ', en: "the officer's name" },
    approver: {
      type: 'string',
      multiple: true,
      hint: 'name',
      lo: 'ຊື່ຜູ້ອະນຸມັດ (ໃສ່ໄດ້ຫຼາຍຄົນ)',
      en: "an approver's name (may be repeated)",
    },
    basis: { type: 'string', hint: 'text', lo: 'ອີງຕາມ (ເລກທີ ຂໍ້ຕົກລົງ)', en: 'the decision or letter it rests on' },
    'dry-run': { type: 'boolean', lo: 'ກວດເບິ່ງເທົ່ານັ້ນ', en: 'only look' },
    replace: { type: 'boolean', lo: 'ຖອນລາຍການທີ່ບໍ່ມີໃນຟາຍ', en: 'withdraw records that are missing from the file' },
    'set-aside': {
      type: 'string',
      hint: 'out.xlsx',
      lo: 'ແຍກແຖວທີ່ຜິດໄວ້ໃນຟາຍນີ້',
      en: 'put wrong rows aside into this file',
    },
    findings: {
      type: 'string',
      hint: 'out.xlsx',
      lo: 'ຟາຍຂອງທ່ານທີ່ໝາຍຂໍ້ຜິດພາດ',
      en: 'your file back with the mistakes marked',
    },
  },
  async run(context, args) {
    const [name = '', file = ''] = args.words;
    const source = await sourceOf(context, file);
    const mapping = await mappingOf(args.text('mapping'));
    refuseSamePerson(args);
    return withHouse(context, async house => {
      const stored = await getRegister(house.sql, name);
      const format = formatOf(args.text('format'));
      const open = (by: Mapping | undefined) =>
        openIntake(source, stored.register, {
          ...(by === undefined ? {} : { mapping: by }),
          ...(format === undefined ? {} : { format }),
          name: file === '-' ? '-' : basename(file),
          partial: stored.records > 0,
          references: house.references,
        });
      const remembered = mapping === undefined ? await openRemembered(house.sql, stored.id, open) : undefined;
      const intake = remembered ?? (await open(mapping));
      try {
        return await importInto(context, house, stored, { intake, source, mapping, args });
      } finally {
        await intake.close();
      }
    });
  },
};

interface Job {
  readonly intake: Intake;
  readonly source: SheetSource;
  /** As the officer gave it. */
  readonly mapping: Mapping | undefined;
  readonly args: Arguments;
}

async function importInto(context: CommandContext, house: House, stored: StoredRegister, job: Job): Promise<number> {
  const { intake, args } = job;
  const approvers = args.texts('approver');
  const rule = stored.register.approvals;
  const setAside = args.text('set-aside') !== undefined;
  const dryRun = args.flag('dry-run');
  const progress = openProgress(context, 'ອ່ານແຖວ · rows');
  const signal = context.interruption();
  const proposed = await propose(
    house.store,
    stored,
    withProgress(progress, intake),
    {
      officer: args.text('officer') ?? 'console',
      basis: args.text('basis'),
      replace: args.flag('replace'),
      setAside,
      dryRun,
      ...('path' in job.source ? { sourceBytes: (await stat(job.source.path)).size } : {}),
      atOnce: approvers.length >= Math.max(rule.approvers, rule.then ?? 0),
      mark: await markOf(job, house.store),
      signal,
      watch: stage => {
        if (stage !== 'reading') progress.say(stages[stage]);
      },
    },
    () => intake.fileFindings,
  ).finally(() => progress.end());
  if (proposed.id !== null && job.mapping !== undefined) {
    await rememberMapping(house.sql, stored.id, headersOf(intake), job.mapping);
  }
  await writeSheets(stored, job, proposed);
  progress.say('ເຜີຍແຜ່ · publishing');
  const published = await approveAndPublish(house, proposed, approvers).finally(() => progress.end());
  const checkpoint = published === undefined ? undefined : await house.checkpoint(stored.id, published.size, 5000);
  reportImport(context, args.flag('json'), { stored, proposed, published, checkpoint, setAside, dryRun });
  if (proposed.blocking > 0 && !setAside) return exitCodes.findings;
  return exitCodes.done;
}

const stages = { checking: 'ກວດທັງໝົດ · checking', settling: 'ສ້າງດັດຊະນີ · indexing' };

async function* withProgress(progress: Progress, intake: Intake) {
  for await (const batch of intake.drafts()) {
    progress.advance(batch.length, intake.readShare());
    yield batch;
  }
}

// What an import is known by when it comes again: who brings which file, and how it is read. A stream never comes again.
async function markOf({ source, args, intake }: Job, { folds }: Store): Promise<LoadMark | undefined> {
  if (!('path' in source)) return undefined;
  const officer = args.text('officer') ?? 'console';
  // The time of the file's last change of any kind too: the other can be set to whatever somebody likes.
  const { size, mtimeMs, ctimeMs } = await stat(source.path);
  const read = { mapping: intake.mapping, replace: args.flag('replace'), aside: args.text('set-aside') !== undefined };
  // Rows that another version of a fold has composed do not go on with ours.
  const composed = folds.map(({ name, version }) => [name, version]);
  const file = [resolve(source.path), size, mtimeMs, ctimeMs, args.text('format') ?? ''];
  const said = JSON.stringify([file, read, composed]);
  return { officer, mark: createHash('sha256').update(said).digest('hex') };
}

async function approveAndPublish(
  house: House,
  proposed: Proposed,
  approvers: readonly string[],
): Promise<Appended | undefined> {
  if (proposed.id === null || changedRows(proposed.counts) === 0) return undefined;
  let given = 0;
  for (const approver of approvers) {
    await approve(house.store, proposed.id, approver);
    given += 1;
  }
  return given >= proposed.needed ? publish(house.store, proposed.id) : undefined;
}

// Before any work is done: the officer may not be an approver, nor one person approve twice.
function refuseSamePerson(args: Arguments): void {
  const same = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const approvers = args.texts('approver').map(same);
  if (approvers.includes(same(args.text('officer') ?? 'console'))) throw refuseApproval('own-proposal');
  const twice = approvers.find((name, at) => approvers.indexOf(name) !== at);
  if (twice !== undefined) throw refuseApproval('twice', { name: twice });
}

async function sourceOf(context: CommandContext, file: string): Promise<SheetSource> {
  if (file !== '-') {
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) throw new UsageProblem(`ບໍ່ມີຟາຍນີ້ · no such file: ${file}`);
    return { path: file };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of context.input()) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks) };
}

async function mappingOf(file: string | undefined): Promise<Mapping | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageProblem(`ບໍ່ມີຟາຍນີ້ · no such file: ${file}`);
  });
  try {
    return readMapping(parseStrictJson(text, { maxDepth: 16 }));
  } catch (problem) {
    if (problem instanceof SyntaxError) throw new UsageProblem(`${file}: ${problem.message}`);
    throw problem;
  }
}

function formatOf(given: string | undefined): Format | undefined {
  if (given === undefined) return undefined;
  const format = formats.find(one => one === given);
  if (format === undefined) throw new UsageProblem(`--format ໃຊ້ໄດ້ · is one of: ${formats.join(', ')}`);
  return format;
}

async function writeSheets(stored: StoredRegister, { intake, source, args }: Job, proposed: Proposed): Promise<void> {
  const options = { mapping: intake.mapping };
  const findings: readonly Finding[] = proposed.findings;
  const sheet = args.text('findings');
  if (sheet !== undefined) await write(sheet, writeFindingsSheet(source, stored.register, findings, options));
  const aside = args.text('set-aside');
  if (aside !== undefined && proposed.setAside.length > 0) {
    const format = aside.endsWith('.csv') ? 'csv' : 'xlsx';
    await write(aside, writeSetAside(source, stored.register, proposed.setAside, { ...options, findings, format }));
  }
}

async function write(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(chunks), createWriteStream(file));
}
