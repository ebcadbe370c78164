// The help texts, made from the commands themselves.
import { commonOptions, type OptionSpec } from './arguments.ts';
import type { Command } from './command.ts';
import { allCommands } from './commands.ts';

/** All commands, a line each. */
export async function overview(): Promise<string> {
  const commands = await allCommands();
  const width = Math.max(...commands.map(command => command.name.length));
  const lines = commands.map(({ name, lo, en }) => `  ${name.padEnd(width)}  ${lo}\n  ${' '.repeat(width)}  ${en}`);
  return `laopedia <command> [--help]\n\n${lines.join('\n')}`;
}

/** How one command is used. */
export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(([name, option]) =>
    optionLine(name, option),
  );
  return `laopedia ${command.usage}\n\n${command.lo}\n${command.en}\n\n${options.join('\n')}`;
}

function optionLine(name: string, option: OptionSpec): string {
  const left = option.type === 'boolean' ? `--${name}` : `--${name} <${option.hint ?? '…'}>`;
  return `  ${left.padEnd(28)} ${option.lo} · ${option.en}`;
}
