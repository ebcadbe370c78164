// `laopedia copy`: an equal register from another installation's stream, in this one.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { copyRegister } from '#exchange';
import { type Command, withHouse } from './command.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';

/** The command `copy`. */
export const copy: Command = {
  name: 'copy',
  words: [1, 1],
  usage: 'copy <register.rsf or ->',
  lo: 'ສ້າງທະບຽນທີ່ຄືກັນທຸກໄບຈາກຟາຍ export --format rsf',
  en: 'Makes an equal register, byte for byte, from an export in rsf form.',
  options: {},
  run: (context, args) =>
    withHouse(context, async house => {
      const [file = ''] = args.words;
      if (file !== '-' && (await stat(file).catch(() => undefined)) === undefined)
        throw new UsageProblem(`ບໍ່ມີຟາຍນີ້ · no such file: ${file}`);
      const stored = await copyRegister(house.store, file === '-' ? context.input() : createReadStream(file));
      const { register, origin, size, records } = stored;
      if (args.flag('json')) context.out(JSON.stringify({ register: register.name, origin, size, records }));
      else
        context.err(
          `✓ ${register.title.lo} · ${register.name}: ${records} ລາຍການ · records, ${size} ລຳດັບ · entries (${origin})`,
        );
      return exitCodes.done;
    }),
};
