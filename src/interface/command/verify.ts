// `laopedia verify` and `try-tamper`: checking a log, a folder or a proof without trusting whoever serves it.
import { readFile, stat } from 'node:fs/promises';
import {
  tryTamper as flipOne,
  type KeySource,
  type ProofReport,
  type VerifyReport,
  verifyLog,
  verifyProof,
} from '#exchange';
import type { Refusal } from '#register';
import type { Arguments } from './arguments.ts';
import { type Command, withHouse } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';
import { openProgress } from './progress.ts';

/** The command `verify`; it needs no house. */
export const verify: Command = {
  name: 'verify',
  words: [1, 1],
  usage: 'verify <url, folder or proof file> [--key vkey]',
  lo: 'ກວດສອບຄວາມຖືກຕ້ອງ ໂດຍບໍ່ຕ້ອງເຊື່ອເຊີບເວີ',
  en: 'Checks a log, a mirror or a proof without trusting the server.',
  options: {
    key: { type: 'string', hint: 'vkey or file', lo: 'ກະແຈກວດສອບຂອງບັນທຶກ', en: 'the verifier key you trust' },
    state: {
      type: 'string',
      hint: 'folder',
      lo: 'ຈື່ການກວດຄັ້ງກ່ອນໄວ້ໃນໂຟນເດີນີ້',
      en: 'remember the last check in this folder',
    },
  },
  async run(context, args) {
    const [target = ''] = args.words;
    const key = await keyOf(args.text('key'));
    const found = /^https?:\/\//.test(target) ? undefined : await stat(target).catch(() => undefined);
    if (found?.isFile()) return reportProof(context, args, verifyProof(await readFile(target, 'utf8'), key));
    if (found === undefined && !URL.canParse(target))
      throw new UsageProblem(`ບໍ່ມີໂຟນເດີ, ຟາຍ ຫຼື ທີ່ຢູ່ນີ້ · no such folder, file or address: ${target}`);
    const progress = openProgress(context, 'ກວດລຳດັບ · entries');
    let shown = 0;
    const state = args.text('state');
    const report = await verifyLog(found === undefined ? new URL(target) : target, {
      ...(key === undefined ? {} : { key }),
      ...(state === undefined ? {} : { stateFolder: state }),
      progress: entries => {
        progress.advance(entries - shown);
        shown = entries;
      },
    });
    progress.end();
    return reportLog(context, args, report);
  },
};

// A key may be given as it is, or as a file that holds it.
async function keyOf(given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const text = given.includes('+') ? given : await readFile(given, 'utf8').catch(() => given);
  return text.trim();
}

function reportLog(context: CommandContext, args: Arguments, report: VerifyReport): number {
  if (args.flag('json')) context.out(JSON.stringify({ ...report, failures: report.failures.map(failureOf) }));
  else {
    printFailures(context, report.failures);
    printKeySource(context, report.keySource);
    const counts = `${report.entries} ລຳດັບ · entries, ${report.publications} ການເຜີຍແຜ່ · publications, ${report.bodies} bodies`;
    context.out(`${report.holds ? '✓' : '✗'} ${report.origin ?? report.source}: ${counts}, root ${report.root ?? '–'}`);
  }
  return report.holds ? exitCodes.done : exitCodes.refused;
}

function reportProof(context: CommandContext, args: Arguments, report: ProofReport): number {
  if (args.flag('json')) context.out(JSON.stringify({ ...report, failures: report.failures.map(failureOf) }));
  else {
    printFailures(context, report.failures);
    printKeySource(context, report.keySource);
    context.out(`${report.holds ? '✓' : '✗'} ${report.origin ?? '–'} #${report.number ?? '–'} / ${report.size}`);
    if (report.body !== undefined) context.out(report.body);
  }
  return report.holds ? exitCodes.done : exitCodes.refused;
}

function printKeySource(context: CommandContext, source: KeySource): void {
  if (source === 'log') context.out('! ກະແຈມາຈາກເຊີບເວີເອງ · key taken from the server: consistency only');
  if (source === 'none') context.out('! ບໍ່ມີກະແຈ, ບໍ່ໄດ້ກວດລາຍເຊັນ · no key: the signature is not checked');
}

function printFailures(context: CommandContext, failures: readonly Refusal[]): void {
  for (const { code, words, next } of failures) {
    context.out(`✗ ${words.lo}\n  ${words.en}\n→ ${next.lo}\n  ${next.en}\n  (${code})`);
  }
}

function failureOf({ code, words, next, facts }: Refusal) {
  return { code, words, next, facts };
}

/** The command `try-tamper`. */
export const tryTamper: Command = {
  name: 'try-tamper',
  words: [1, 1],
  usage: 'try-tamper <register>',
  lo: 'ລອງປ່ຽນໜຶ່ງບິດໃນສຳເນົາ ແລ້ວເບິ່ງວ່າການກວດສອບຈັບໄດ້',
  en: 'Flips one bit in a copy and has verify name the entry.',
  options: {},
  run: (context, args) =>
    withHouse(context, async house => {
      const [register = ''] = args.words;
      const { entry, byte, bit, untouched, tampered } = await flipOne(house.store, register);
      const caught = untouched.holds && !tampered.holds;
      if (args.flag('json')) {
        context.out(JSON.stringify({ register, entry, byte, bit, caught, failures: tampered.failures.map(failureOf) }));
      } else {
        context.out(`ປ່ຽນບິດ · flipped bit ${bit} of byte ${byte} of entry ${entry} (ໃນສຳເນົາ · in a copy)`);
        printFailures(context, tampered.failures.slice(0, 3));
        context.out(caught ? '✓ ຈັບໄດ້ · it was caught' : '✗ ຈັບບໍ່ໄດ້ · it was NOT caught');
      }
      return caught ? exitCodes.done : exitCodes.fault;
    }),
};
