// `laopedia backup`: a base copy now, and from then on the WAL; what a backup holds; and whether it could be restored.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeIdentity } from '#lib/sealed';
import {
  endBackup,
  findSet,
  getSet,
  type Keep,
  openSet,
  pruneBackup,
  readInventory,
  readKeep,
  refuseBackup,
  refuseInside,
  sealingOf,
  secretOf,
  systemOf,
  takeBase,
  verifyBackup,
} from '#store';
import type { Arguments } from './arguments.ts';
import { type Command, withHouse } from './command.ts';
import type { CommandContext, House } from './context.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';

/** The command `backup`. */
export const backup: Command = {
  name: 'backup',
  words: [0, 1],
  usage:
    'backup <folder> [--key file] [--keep 7d] | backup <folder> --list | --verify | backup --off | --make-key file',
  lo: 'ສຳຮອງຂໍ້ມູນ ແລະ ສືບຕໍ່ສຳຮອງການປ່ຽນແປງ; ຫຼື ເບິ່ງ ຫຼື ກວດສຳເນົາສຳຮອງ',
  en: 'Makes a base copy and goes on archiving; or lists or verifies a backup.',
  options: {
    key: {
      type: 'string',
      hint: 'file',
      lo: 'ກະແຈສາທາລະນະ, ກະແຈລັບ ຫຼື ລະຫັດຜ່ານ; ບໍ່ໃສ່ = ບໍ່ເຂົ້າລະຫັດ',
      en: 'a public key, a secret one or a pass phrase; without: not encrypted',
    },
    keep: { type: 'string', hint: '7d or 5', lo: 'ຈຳນວນວັນ ຫຼື ຈຳນວນສຳເນົາທີ່ເກັບໄວ້', en: 'how many days, or base copies' },
    list: { type: 'boolean', lo: 'ລາຍຊື່ສຳເນົາທີ່ມີ', en: 'what is there' },
    verify: { type: 'boolean', lo: 'ກວດວ່າກູ້ຄືນໄດ້ ຫຼື ບໍ່', en: 'could it be restored' },
    off: { type: 'boolean', lo: 'ຢຸດສຳຮອງ; ສຳເນົາທີ່ມີແລ້ວຍັງຢູ່', en: 'ends archiving; what was copied stays' },
    'make-key': {
      type: 'string',
      hint: 'file',
      lo: 'ສ້າງກະແຈ: ຟາຍ (ລັບ) ແລະ ຟາຍ.pub',
      en: 'makes a key: file (secret) and file.pub',
    },
  },
  async run(context, args) {
    const keyFile = args.text('make-key');
    if (keyFile !== undefined) return makeKey(context, keyFile);
    if (args.flag('off')) return withHouse(context, house => end(context, house));
    const [word] = args.words;
    if (word === undefined) throw new UsageProblem('ຍັງຂາດຊື່ໂຟນເດີ · a folder is missing');
    const folder = resolve(word);
    if (args.flag('list')) return list(context, args, folder);
    if (args.flag('verify')) return verify(context, args, folder);
    return withHouse(context, house => copyBase(context, house, args, folder));
  },
};

async function makeKey(context: CommandContext, file: string): Promise<number> {
  const { secretLine, recipientLine } = makeIdentity();
  await writeFile(file, `${secretLine}\n`, { mode: 0o600, flag: 'wx' });
  await writeFile(`${file}.pub`, `${recipientLine}\n`, { flag: 'wx' });
  context.err(
    `✓ ${file}.pub: ໃຫ້ເຊີບເວີ · for the server\n` +
      `  ${file}: ກະແຈລັບ: ໃຫ້ເກັບໄວ້ບ່ອນອື່ນ; ຖ້າເສຍ ຈະກູ້ຄືນບໍ່ໄດ້ · the secret key: keep it elsewhere; without it nothing can be restored`,
  );
  return exitCodes.done;
}

async function end(context: CommandContext, house: House): Promise<number> {
  await endBackup(house.store.owner, house.dataFolder);
  context.err('✓ ຢຸດສຳຮອງແລ້ວ · archiving has ended');
  return exitCodes.done;
}

async function copyBase(context: CommandContext, house: House, args: Arguments, folder: string): Promise<number> {
  const { store, dataFolder } = house;
  const keep = keepOf(args.text('keep'));
  if (store.cluster === undefined) throw refuseBackup('not-embedded');
  refuseInside(folder, dataFolder);
  const key = args.text('key');
  const sealing = key === undefined ? undefined : await sealingOf(key, await findSet(folder));
  const set = await openSet(folder, await systemOf(store.owner), sealing);
  if (set.recipient === undefined)
    context.err(
      '! ບໍ່ໄດ້ເຂົ້າລະຫັດ: ຜູ້ທີ່ອ່ານໂຟນເດີນີ້ໄດ້ ຈະເຫັນຂໍ້ມູນທີ່ບໍ່ເປີດເຜີຍ; ກະແຈລົງລາຍເຊັນບໍ່ຢູ່ໃນນີ້. --key ເພື່ອເຂົ້າລະຫັດ\n' +
        '! not encrypted: whoever reads this folder reads what is hidden; the keys that sign are left out. --key encrypts',
    );
  const base = await takeBase(store.owner, set, { dataFolder, version: context.version });
  const pruned =
    keep === undefined ? { bases: [], segments: 0 } : await pruneBackup(store.owner, set, keep, dataFolder);
  if (args.flag('json')) context.out(JSON.stringify({ base, pruned }));
  else {
    context.err(
      `✓ ${base.line}/base/${base.name}: ${base.files} ຟາຍ · files, ${megabytes(base.bytes)} → ${megabytes(base.sealedBytes)} MB`,
    );
    for (const { register, size, root } of base.logs) context.out(`${register}: ${size} ລຳດັບ · entries, root ${root}`);
  }
  return exitCodes.done;
}

async function list(context: CommandContext, args: Arguments, folder: string): Promise<number> {
  const set = await getSet(folder);
  const lines = await readInventory(set);
  if (args.flag('json')) context.out(JSON.stringify({ set, lines }));
  else {
    context.out(set.recipient === undefined ? 'ບໍ່ໄດ້ເຂົ້າລະຫັດ · not encrypted' : `ເຂົ້າລະຫັດ · encrypted (${set.recipient})`);
    for (const line of lines) {
      context.out(`${line.name}: ${line.wal.length} WAL`);
      for (const base of line.bases)
        context.out(
          `  ${base.name}: ຈາກ · from ${base.ended}, ${megabytes(base.sealedBytes)} MB, ${base.logs.length} logs`,
        );
      for (const name of line.unfinished) context.out(`  ${name}: ບໍ່ຄົບ · unfinished`);
    }
  }
  return exitCodes.done;
}

async function verify(context: CommandContext, args: Arguments, folder: string): Promise<number> {
  const set = await getSet(folder);
  const key = args.text('key');
  const report = await verifyBackup(set, key === undefined ? undefined : await secretOf(key, set));
  const failures = report.failures.map(({ code, words, next }) => ({ code, words, next }));
  if (args.flag('json')) context.out(JSON.stringify({ ...report, failures }));
  else {
    for (const { words, code } of failures) context.out(`✗ ${words.lo}\n  ${words.en}\n  (${code})`);
    const depth = report.opened ? '' : ' (ບໍ່ມີກະແຈ: ກວດແຕ່ພາຍນອກ · no key: from the outside only)';
    context.out(`${report.holds ? '✓' : '✗'} ${report.bases} bases, ${report.segments} WAL${depth}`);
  }
  return report.holds ? exitCodes.done : exitCodes.refused;
}

function keepOf(text: string | undefined): Keep | undefined {
  const keep = text === undefined ? undefined : readKeep(text);
  if (text !== undefined && keep === undefined) throw new UsageProblem(`--keep ${text}: 7d ຫຼື 5 · 7d or 5`);
  return keep;
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
