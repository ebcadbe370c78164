// `laopedia restore`: a backup becomes a data folder again, at a moment one says, and shows by its roots what it is.
import { resolve } from 'node:path';
import { type Check, discrepancySentence } from '#store';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { RestoreReport } from './restore-report.ts';
import { isFork, standingText } from './standing-text.ts';

/** The command `restore`. */
export const restore: Command = {
  name: 'restore',
  words: [1, 1],
  usage: 'restore <folder> [--to <time or register#entry>] [--into <data folder>] [--aside] [--key file]',
  lo: 'ກູ້ຄືນຂໍ້ມູນຈາກສຳເນົາສຳຮອງ ຕາມເວລາທີ່ກຳນົດ ແລະ ກວດໃຫ້ເຫັນວ່າຖືກຕ້ອງ',
  en: 'Restores a backup to a point in time, and proves it by the roots of its logs.',
  options: {
    to: {
      type: 'string',
      hint: 'moment',
      lo: '2026-11-30T13:05:09+07:00 ຫຼື enterprise#1234 (ຫຼັງການເຜີຍແຜ່ຂອງລາຍການນີ້)',
      en: '2026-11-30T13:05:09+07:00, or enterprise#1234: just after the publication of that entry',
    },
    into: { type: 'string', hint: 'folder', lo: 'ໃສ່ໂຟນເດີນີ້ແທນໂຟນເດີຂໍ້ມູນ', en: 'into this folder, not the data folder' },
    aside: { type: 'boolean', lo: 'ຍ້າຍຂໍ້ມູນທີ່ມີຢູ່ໄປໄວ້ໂຟນເດີອື່ນ', en: 'puts data that lies there aside' },
    key: { type: 'string', hint: 'file', lo: 'ກະແຈລັບ ຫຼື ລະຫັດຜ່ານ', en: 'the secret key or pass phrase' },
  },
  async run(context, args) {
    const into = args.text('into');
    const report = await context.restore({
      folder: resolve(args.words[0] ?? ''),
      to: args.text('to'),
      into: into === undefined ? undefined : resolve(into),
      aside: args.flag('aside'),
      key: args.text('key'),
      say: line => context.err(`  ${line}`),
      checked: check => printFailure(context, check),
    });
    if (args.flag('json')) context.out(JSON.stringify(report));
    else printReport(context, report);
    if (report.failures.length > 0) return exitCodes.fault;
    return report.standings.some(isFork) ? exitCodes.refused : exitCodes.done;
  },
};

function printFailure(context: CommandContext, check: Check): void {
  if (check.ok) return;
  context.err(`✗ ${check.register ?? '*'} ${check.invariant}`);
  for (const discrepancy of check.findings) context.err(`    ${discrepancySentence(discrepancy).what.en}`);
}

function printReport(context: CommandContext, report: RestoreReport): void {
  const { base, into, aside, segments, seconds, standings, failures } = report;
  context.out(
    `${base.name} + ${segments} WAL → ${into} (${seconds.recovery.toFixed(1)} s, ກວດ · proof ${seconds.proof.toFixed(1)} s)`,
  );
  if (aside !== undefined) context.out(`  ຂໍ້ມູນເກົ່າຢູ່ · what was there lies in ${aside}`);
  for (const standing of standings) context.out(standingText(standing));
  context.out(failures.length === 0 ? '✓ fsck I1–I9' : `✗ fsck: ${failures.length}`);
  if (standings.some(isFork))
    context.out(
      '! ບັນທຶກສັ້ນກວ່າທີ່ເຄີຍລົງລາຍເຊັນ: ອ່ານໄດ້ຢ່າງດຽວ ຈົນກວ່າຈະສັ່ງ laopedia log heal\n' +
        '! shorter than what was signed: read-only until laopedia log heal (or, knowing what it does, laopedia log declare)',
    );
}
