// `laopedia export`: a copy of a register on stdout; row count, log size and root on stderr.
import { exportFormats, exportRegister } from '#projection/export';
import { getRegister } from '#store';
import { type Command, withHouse } from './command.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';

/** The command `export`. */
export const exportFile: Command = {
  name: 'export',
  words: [1, 1],
  usage: 'export <register> [--format csv] [--as-at …]',
  lo: 'ສຳເນົາຂໍ້ມູນທັງທະບຽນອອກທາງ stdout',
  en: 'Writes a copy of a register to stdout.',
  options: {
    format: { type: 'string', hint: exportFormats.join('|'), lo: 'ຊະນິດຟາຍ', en: 'format of the copy' },
    'as-at': { type: 'string', hint: 'entry or day', lo: 'ນະ ລຳດັບ ຫຼື ວັນທີ', en: 'as it was published by then' },
  },
  run: (context, args) =>
    withHouse(context, async house => {
      const [name = ''] = args.words;
      const given = args.text('format') ?? 'csv';
      const format = exportFormats.find(one => one === given);
      if (format === undefined) throw new UsageProblem(`--format ໃຊ້ໄດ້ · is one of: ${exportFormats.join(', ')}`);
      const asAt = args.text('as-at');
      const stored = await getRegister(house.sql, name);
      const query = asAt === undefined ? {} : { query: { moment: { asAt } } };
      const exported = await exportRegister(house.store.public, stored, { format, tier: 'public', ...query });
      for await (const chunk of exported.stream) await context.outBytes(chunk);
      const { rows, size, root, sha256 } = exported.summary();
      const end = {
        rows,
        size,
        root: Buffer.from(root).toString('base64'),
        sha256: Buffer.from(sha256).toString('hex'),
      };
      context.err(
        args.flag('json')
          ? JSON.stringify(end)
          : `${rows} ແຖວ · rows, ${size} ລຳດັບ · entries, root ${end.root}, sha256 ${end.sha256}`,
      );
      return exitCodes.done;
    }),
};
