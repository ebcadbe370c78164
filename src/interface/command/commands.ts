// The commands, in the order the help lists them. Each is loaded when it is asked for: a server needs no import, and who
// looks at a record need not wait for what checks a log.
import type { Command } from './command.ts';

const places: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  begin: async () => (await import('./start.ts')).begin,
  define: async () => (await import('./define.ts')).define,
  registers: async () => (await import('./show.ts')).registers,
  import: async () => (await import('./import.ts')).importFile,
  proposals: async () => (await import('./proposals.ts')).proposals,
  approve: async () => (await import('./proposals.ts')).approve,
  'send-back': async () => (await import('./proposals.ts')).sendBack,
  show: async () => (await import('./show.ts')).show,
  search: async () => (await import('./show.ts')).search,
  export: async () => (await import('./export.ts')).exportFile,
  copy: async () => (await import('./copy.ts')).copy,
  verify: async () => (await import('./verify.ts')).verify,
  'try-tamper': async () => (await import('./verify.ts')).tryTamper,
  fsck: async () => (await import('./fsck.ts')).fsck,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  log: async () => (await import('./log.ts')).log,
};

/** The command of that name. */
export async function findCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(places, name) ? places[name]?.() : undefined;
}

/** Every command. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(places).map(load => load()));
}
