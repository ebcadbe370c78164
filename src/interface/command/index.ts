// The command line: a sentence for a person, JSON for a program, an exit code for both.
export type { CommandContext, CommandHit, House } from './context.ts';
export { exitCodes } from './exit-code.ts';
export type { RestoreAsked, RestoreReport } from './restore-report.ts';
export { runCommand } from './run.ts';
