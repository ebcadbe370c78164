// The commands, in the order the help lists them.
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { copy } from './copy.ts';
import { define } from './define.ts';
import { exportFile } from './export.ts';
import { fsck } from './fsck.ts';
import { importFile } from './import.ts';
import { log } from './log.ts';
import { approve, proposals, sendBack } from './proposals.ts';
import { restore } from './restore.ts';
import { registers, search, show } from './show.ts';
import { begin, start } from './start.ts';
import { tryTamper, verify } from './verify.ts';

/** Every command. */
export const commands: readonly Command[] = [
  start,
  begin,
  define,
  registers,
  importFile,
  proposals,
  approve,
  sendBack,
  show,
  search,
  exportFile,
  copy,
  verify,
  tryTamper,
  fsck,
  backup,
  restore,
  log,
];
