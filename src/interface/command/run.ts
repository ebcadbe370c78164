// Runs a command by its name. Here refusals and faults become sentences and exit codes; nowhere else in this room.
import { Refusal } from '#register';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { findCommand } from './commands.ts';
import type { CommandContext } from './context.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';
import { helpOf, overview } from './help.ts';

/** Runs `argv` and answers the exit code. Never throws. */
export async function runCommand(argv: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version') {
    context.out(context.version);
    return exitCodes.done;
  }
  if (name === 'help' && rest[0] !== undefined) return runCommand([...rest, '--help'], context);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    context.out(await overview());
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  const command = await findCommand(name);
  if (command === undefined) {
    context.err(`laopedia: “${name}”?\n\n${await overview()}`);
    return exitCodes.usage;
  }
  return runOne(command, rest, context);
}

async function runOne(command: Command, argv: readonly string[], context: CommandContext): Promise<number> {
  const json = argv.includes('--json');
  try {
    const args = readArguments(argv, command.options);
    if (args.flag('help')) {
      context.out(helpOf(command));
      return exitCodes.done;
    }
    const [least, most] = command.words;
    if (args.words.length < least) throw new UsageProblem('ຍັງຂາດຄຳ · a word is missing');
    if (args.words.length > most)
      throw new UsageProblem(
        `ຄຳເກີນ: ${args.words.slice(most).join(' ')} · a word too many (names with spaces need quotes)`,
      );
    return await command.run(context, args);
  } catch (problem) {
    return endWith(problem, command, context, json);
  }
}

function endWith(problem: unknown, command: Command, context: CommandContext, json: boolean): number {
  if (problem instanceof UsageProblem) {
    context.err(`✗ ${problem.message}\n\n${helpOf(command)}`);
    return exitCodes.usage;
  }
  if (problem instanceof Refusal) {
    const { code, kind, words, next } = problem;
    if (json) context.out(JSON.stringify({ refused: { code, kind, words, next } }));
    context.err(`✗ ${words.lo}\n  ${words.en}\n→ ${next.lo}\n  ${next.en}\n  (${code})`);
    return exitCodes.refused;
  }
  context.err(
    `✗ ລະບົບຂັດຂ້ອງ · The system failed: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`,
  );
  return exitCodes.fault;
}
