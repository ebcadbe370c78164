// `laopedia log`: a log beside what is known of it elsewhere, its missing entries brought back, a folder of it for a mirror, and
// the operator's declaration.
import { join, resolve } from 'node:path';
import { exportLogFolder, healLog } from '#exchange';
import { parseCheckpoint, parseNote } from '#lib/note';
import { allowWhereAgreed, declareRestored, findAnchor, holdAgainstAnchors, writeAnchor } from '#signer';
import { getRegister, readRegisters } from '#store';
import type { Arguments } from './arguments.ts';
import { type Command, withHouse } from './command.ts';
import type { CommandContext, House } from './context.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';
import { isFork, standingText } from './standing-text.ts';

/** The command `log`. */
export const log: Command = {
  name: 'log',
  words: [1, 2],
  usage:
    'log compare | log heal [register] --from <url, folder or file> | log export <folder> | log declare <register> --by .. --reason ..',
  lo: 'ທຽບບັນທຶກກັບທີ່ເຄີຍລົງລາຍເຊັນ, ເອົາລາຍການທີ່ຂາດກັບຄືນ, ສົ່ງອອກ ຫຼື ປະກາດ',
  en: 'Compares logs with what was signed, heals them, exports them, declares one.',
  options: {
    from: { type: 'string', hint: 'place', lo: 'ທີ່ຢູ່ຂອງສຳເນົາ', en: 'where a copy of the log is' },
    by: { type: 'string', hint: 'name', lo: 'ຜູ້ປະກາດ', en: 'who declares it' },
    reason: { type: 'string', hint: 'text', lo: 'ເຫດຜົນ ຫຼື ເລກທີໜັງສື', en: 'why, or the letter that says so' },
  },
  run(context, args) {
    const [what, name] = args.words;
    const acts: Record<string, (house: House) => Promise<number>> = {
      compare: house => compare(context, args, house),
      heal: house => heal(context, args, house, name),
      export: house => exportAll(context, house, name),
      declare: house => declare(context, args, house, name),
    };
    const act = acts[what ?? ''];
    if (act === undefined) throw new UsageProblem('log compare, heal, export ຫຼື declare · or declare');
    return withHouse(context, act);
  },
};

async function compare(context: CommandContext, args: Arguments, { store, anchorFolder }: House): Promise<number> {
  const standings = await holdAgainstAnchors(store.app, anchorFolder, true);
  if (args.flag('json')) context.out(JSON.stringify({ standings }));
  else for (const standing of standings) context.out(standingText(standing));
  return standings.some(isFork) ? exitCodes.refused : exitCodes.done;
}

async function heal(context: CommandContext, args: Arguments, house: House, only: string | undefined): Promise<number> {
  const from = args.text('from');
  if (from === undefined) throw new UsageProblem('--from <url, folder, file>');
  const { store, anchorFolder } = house;
  const place = /^https?:\/\//.test(from) ? from : resolve(from);
  const behind = (await holdAgainstAnchors(store.app, anchorFolder, false)).filter(({ register, verdict }) =>
    only === undefined ? verdict === 'behind' : register === only,
  );
  if (only !== undefined && behind.length === 0) await getRegister(store.app, only);
  for (const { register, origin } of behind) {
    const anchor = await findAnchor(anchorFolder, origin);
    const anchored = anchor === undefined ? undefined : parseCheckpoint(parseNote(anchor).text);
    const healed = await healLog(store, { register, from: place, ...(anchored === undefined ? {} : { anchored }) });
    if (healed.until > (anchored?.size ?? 0)) await writeAnchor(anchorFolder, origin, healed.note);
    if (args.flag('json')) context.out(JSON.stringify(healed));
    else
      context.out(
        `✓ ${register}: +${healed.until - healed.from} (${healed.from}–${healed.until - 1}); ບໍ່ມີຂໍ້ມູນທີ່ບໍ່ເປີດເຜີຍມານຳ · hidden values did not come along`,
      );
  }
  const standings = await holdAgainstAnchors(store.app, anchorFolder, true);
  await allowWhereAgreed(store.app, standings);
  if (!args.flag('json')) for (const standing of standings) context.out(standingText(standing));
  return standings.some(isFork) ? exitCodes.refused : exitCodes.done;
}

async function exportAll(context: CommandContext, { store }: House, folder: string | undefined): Promise<number> {
  if (folder === undefined) throw new UsageProblem('ຍັງຂາດຊື່ໂຟນເດີ · a folder is missing');
  for (const stored of await readRegisters(store.app)) {
    const { name } = stored.register;
    const { size } = await exportLogFolder(store.app, stored, join(resolve(folder), name));
    context.out(`✓ ${name}: ${size} ລຳດັບ · entries`);
  }
  return exitCodes.done;
}

async function declare(context: CommandContext, args: Arguments, house: House, register: string | undefined) {
  const [by, reason] = [args.text('by'), args.text('reason')];
  if (register === undefined || !by || !reason)
    throw new UsageProblem('log declare <register> --by <name> --reason <text>');
  const { store, anchorFolder } = house;
  const size = await declareRestored(store, { register, by, reason, anchorFolder });
  await allowWhereAgreed(store.app, await holdAgainstAnchors(store.app, anchorFolder, true));
  context.err(
    `! ${register}: ຜູ້ທີ່ມີສຳເນົາຂອງບັນທຶກທີ່ຍາວກວ່າ ຈະເຫັນວ່າບັນທຶກແຍກເປັນສອງ; ຖອນຄືນບໍ່ໄດ້ (ລົງລາຍເຊັນເຖິງ ${size})\n` +
      `! ${register}: whoever kept a copy of the longer log will see a fork; this cannot be taken back (signed up to ${size})`,
  );
  return exitCodes.done;
}
