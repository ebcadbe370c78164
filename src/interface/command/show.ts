// `laopedia show`, `search` and `registers`: what the pages show, on the command line.

import { findRecord, type HistoryBlock, type RecordView, readHistory } from '#projection/record';
import type { Register } from '#register';
import { getRegister, readProof, readRegisters } from '#store';
import type { Arguments } from './arguments.ts';
import { type Command, withHouse } from './command.ts';
import type { CommandContext, House } from './context.ts';
import { exitCodes } from './exit-code.ts';
import { changeText, itemLines } from './field-text.ts';
import { refuseCommand } from './refusals.ts';

/** The command `show`. */
export const show: Command = {
  name: 'show',
  words: [2, 2],
  usage: 'show <register> <key> [--history] [--as-at …] [--valid-at …] [--proof]',
  lo: 'ສະແດງລາຍການໜຶ່ງ',
  en: 'Shows a record, its history or its proof.',
  options: {
    history: { type: 'boolean', lo: 'ປະຫວັດການປ່ຽນແປງ', en: 'its history' },
    'as-at': { type: 'string', hint: 'entry or day', lo: 'ນະ ລຳດັບ ຫຼື ວັນທີ', en: 'as it was published by then' },
    'valid-at': { type: 'string', hint: 'day', lo: 'ທີ່ມີຜົນໃນວັນທີ', en: 'as it held on a day' },
    proof: { type: 'boolean', lo: 'ຫຼັກຖານ (tlog-proof)', en: 'its proof (tlog-proof)' },
  },
  run(context, args) {
    const [name = '', key = ''] = args.words;
    return withHouse(context, house => showRecord(context, house, args, name, key));
  },
};

async function showRecord(context: CommandContext, house: House, args: Arguments, name: string, key: string) {
  const json = args.flag('json');
  const stored = await getRegister(house.sql, name);
  const [asAt, validAt] = [args.text('as-at'), args.text('valid-at')];
  const moment = { ...(asAt === undefined ? {} : { asAt }), ...(validAt === undefined ? {} : { validAt }) };
  const today = context.now().toISOString().slice(0, 10);
  const record = await findRecord(house.sql, stored, key, { moment, today });
  if (record === undefined) throw refuseCommand('no-such-record', { register: name, key });
  if (args.flag('proof')) {
    const proof = await readProof(house.sql, stored.id, record.entry);
    if (proof === undefined) throw refuseCommand('not-signed-yet', { register: name, key });
    context.out(json ? JSON.stringify({ register: name, key, entry: record.entry, proof }) : proof.trimEnd());
    return exitCodes.done;
  }
  const history = args.flag('history') ? await readHistory(house.sql, stored, key) : undefined;
  const { custodian } = stored.register;
  if (json) context.out(JSON.stringify({ register: name, custodian, ...record, ...(history && { history }) }));
  else {
    context.out(
      [
        recordText(stored.register, record),
        ...(history === undefined ? [] : [historyText(history, stored.register)]),
      ].join('\n'),
    );
  }
  return exitCodes.done;
}

function recordText(register: Register, { key, item, entry, withdrawn }: RecordView): string {
  const first = `${register.title.lo} · ${register.name}/${key} · #${entry}${withdrawn ? ' · ຖອນອອກແລ້ວ · withdrawn' : ''}`;
  return [first, ...itemLines(item, register).map(line => `  ${line}`)].join('\n');
}

function historyText(blocks: readonly HistoryBlock[], register: Register): string {
  return blocks
    .flatMap(({ time, organisations, entries }) => [
      `${time.toISOString()}  ${organisations.join(', ')}`,
      ...entries.flatMap(({ number, op, changes }) => [
        `  #${number} ${op}`,
        ...changes.map(({ field, before, after }) => `    ${changeText(field.name, before, after, register)}`),
      ]),
    ])
    .join('\n');
}

/** The command `search`. */
export const search: Command = {
  name: 'search',
  words: [1, Number.POSITIVE_INFINITY],
  usage: 'search <words> [--register r] [--place code] [--limit n] [--offset n]',
  lo: 'ຄົ້ນຫາ',
  en: "The site's search.",
  options: {
    register: { type: 'string', hint: 'name', lo: 'ສະເພາະທະບຽນນີ້', en: 'in this register only' },
    place: { type: 'string', hint: 'code', lo: 'ສະເພາະໃນສະຖານທີ່ນີ້', en: 'in this place only' },
    limit: { type: 'string', hint: 'n', lo: 'ຈຳນວນສູງສຸດ', en: 'at most so many' },
    offset: { type: 'string', hint: 'n', lo: 'ຂ້າມໄປຈຳນວນໜຶ່ງ', en: 'without the first so many' },
  },
  run: (context, args) =>
    withHouse(context, async house => {
      const [register, place] = [args.text('register'), args.text('place')];
      const found = await house.search({
        words: args.words.join(' '),
        limit: Math.max(1, Math.min(100, Number(args.text('limit') ?? 10) || 10)),
        offset: Math.max(0, Number(args.text('offset') ?? 0) || 0),
        ...(register === undefined ? {} : { register }),
        ...(place === undefined ? {} : { place }),
      });
      context.out(args.flag('json') ? JSON.stringify(found) : foundText(found));
      return exitCodes.done;
    }),
};

function foundText({ results, didYouMean }: Awaited<ReturnType<House['search']>>): string {
  const lines = results.map(hit => `${hit.register}/${hit.key}  ${hit.title}`);
  if (didYouMean !== undefined) lines.unshift(`ທ່ານໝາຍເຖິງ “${didYouMean}” ບໍ? · Did you mean “${didYouMean}”?`);
  return lines.length === 0 ? 'ບໍ່ພົບຂໍ້ມູນ · nothing found' : lines.join('\n');
}

/** The command `registers`. */
export const registers: Command = {
  name: 'registers',
  words: [0, 0],
  usage: 'registers',
  lo: 'ລາຍຊື່ທະບຽນ',
  en: 'The registers.',
  options: {},
  run: (context, args) =>
    withHouse(context, async house => {
      for (const { register, records, size, origin } of await readRegisters(house.sql)) {
        const row = { register: register.name, title: register.title, records, size, origin };
        context.out(
          args.flag('json')
            ? JSON.stringify(row)
            : `${register.name}  ${register.title.lo}  ${records} ລາຍການ · records  (${origin}, ${size} ລຳດັບ · entries)`,
        );
      }
      return exitCodes.done;
    }),
};
