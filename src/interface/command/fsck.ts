// `laopedia fsck`: the invariants of the log, one line each.
import { type Check, fsck as checkAll, discrepancySentence } from '#store';
import { type Command, withHouse } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit-code.ts';

/** The command `fsck`. */
export const fsck: Command = {
  name: 'fsck',
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
  context.out(`${check.ok ? '✓' : '✗'} ${check.invariant} ${check.register ?? ''} ${check.checked}`);
  for (const discrepancy of check.findings) {
    const { what, next } = discrepancySentence(discrepancy);
    context.out(`    ${what.lo}\n    ${what.en}\n    → ${next.lo}\n      ${next.en}`);
  }
  if (check.more > 0) context.out(`    … +${check.more}`);
}
