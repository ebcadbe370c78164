// `laopedia fsck`: the invariants of the log, one line each.
import { type Check, fsck as checkAll, discrepancySentence } from '#store';
import { type Command, withHouse } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit-code.ts';

const invariants: Readonly<Record<string, { readonly lo: string; readonly en: string }>> = {
  I1: { lo: 'ລຳດັບບໍ່ຂາດ', en: 'no gap in the numbers' },
  I2: { lo: 'ລະຫັດກົງກັບລາຍການ', en: 'hashes are those of the entries' },
  I3: { lo: 'ຕົ້ນໄມ້ຄິດໄລ່ໄດ້ຄືເກົ່າ', en: 'the tree follows from the hashes' },
  I4: { lo: 'ສິ່ງທີ່ລົງລາຍເຊັນຍັງຢູ່ຄົບ', en: 'all that was signed still stands' },
  I5: { lo: 'ຂໍ້ມູນກົງກັບລຳດັບ', en: 'records follow from the entries' },
  I6: { lo: 'ເນື້ອໃນກົງກັບລະຫັດ', en: 'contents match their digests' },
  I7: { lo: 'ຟາຍແນບຢູ່ຄົບ', en: 'attached files are there' },
  I8: { lo: 'ດັດຊະນີທັນກັບລຳດັບ', en: 'indexes have come as far as the log' },
  I9: { lo: 'ສິ່ງທີ່ລຶບບໍ່ມີຢູ່ບ່ອນໃດ', en: 'what was redacted is nowhere' },
};

/** The command `fsck`. */
export const fsck: Command = {
  name: 'fsck',
  words: [0, 1],
  usage: 'fsck [register]',
  lo: 'ກວດວ່າບັນທຶກລຳດັບ ແລະ ຂໍ້ມູນຖືກຕ້ອງກັນ',
  en: 'Checks the invariants of the logs (I1 to I9).',
  options: {},
  run: (context, args) =>
    withHouse(context, async house => {
      const [register] = args.words;
      let ok = true;
      const options = { anchorFolder: house.anchorFolder, ...(register === undefined ? {} : { register }) };
      for await (const check of checkAll(house.store, options)) {
        ok &&= check.ok;
        if (args.flag('json')) context.out(JSON.stringify(check));
        else printCheck(context, check);
      }
      return ok ? exitCodes.done : exitCodes.fault;
    }),
};

function printCheck(context: CommandContext, check: Check): void {
  const said = invariants[check.invariant];
  const words = said === undefined ? '' : ` ${said.lo} · ${said.en}`;
  context.out(`${check.ok ? '✓' : '✗'} ${check.register ?? '*'} ${check.invariant}${words}: ${check.checked}`);
  for (const discrepancy of check.findings) {
    const { what, next } = discrepancySentence(discrepancy);
    context.out(`    ${what.lo}\n    ${what.en}\n    → ${next.lo}\n      ${next.en}`);
  }
  if (check.more > 0) context.out(`    … +${check.more}`);
}
