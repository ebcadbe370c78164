// The command line: a sentence for a person, JSON for a program, an exit code for both.
export type { CommandContext, CommandHit, House } from './context.ts';
export type { RestoreAsked, RestoreReport } from './restore.ts';
export { exitCodes } from './exit-code.ts';
export { runCommand } from './run.ts';
