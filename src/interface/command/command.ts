// A command: its name, its help in both languages, its options, and what it does. One file each.
import type { Arguments, OptionSpec } from './arguments.ts';
import type { CommandContext, House } from './context.ts';

/** A command that needs the house gets it open and need not close it. */
export interface Command {
  readonly name: string;
  /** How many words it takes beside its options, at least and at most. */
  readonly words: readonly [least: number, most: number];
  readonly usage: string;
  readonly lo: string;
  readonly en: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(context: CommandContext, args: Arguments): Promise<number>;
}

/** Opens the house for the time of one piece of work. */
export async function withHouse<Answer>(
  context: CommandContext,
  work: (house: House) => Promise<Answer>,
): Promise<Answer> {
  const house = await context.openHouse();
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
