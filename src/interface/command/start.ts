// `laopedia start` and `begin`: the server, and a real installation in place of the demo.
import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';

/** The command `start`. */
export const start: Command = {
  name: 'start',
  words: [0, 0],
  usage: 'start',
  lo: 'ເປີດເຊີບເວີ (ຄັ້ງທຳອິດມີຂໍ້ມູນຕົວຢ່າງ)',
  en: 'Starts the server (the first time with sample data).',
  options: {},
  run: (context, args) =>
    context.startServer(address => context.out(args.flag('json') ? JSON.stringify({ address }) : address)),
};

/** The command `begin`. */
export const begin: Command = {
  name: 'begin',
  words: [0, 0],
  usage: 'begin',
  lo: 'ເລີ່ມລະບົບຈິງ ທີ່ຍັງບໍ່ມີຂໍ້ມູນ',
  en: 'Makes a real, empty installation with its own origin and key.',
  options: {},
  async run(context, args) {
    const begun = await context.begin();
    if (args.flag('json')) context.out(JSON.stringify({ begun: true, ...begun }));
    else {
      if (begun.aside !== undefined) context.err(`  ຂໍ້ມູນຕົວຢ່າງຢູ່ · the demo lies in ${begun.aside}`);
      context.err(`✓ ${begun.host}`);
    }
    return exitCodes.done;
  },
};
