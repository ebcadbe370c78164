// Reads a command's words: options by `node:util` parseArgs, in strict form, so that a misspelt option is wrong usage.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageProblem } from './exit-code.ts';

/** An option of a command. `hint` names its value in the help. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  readonly hint?: string;
  readonly lo: string;
  readonly en: string;
}

/** A command's words, read. */
export interface Arguments {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Every command has these. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  help: { type: 'boolean', short: 'h', lo: 'ສະແດງວິທີໃຊ້', en: 'show how it is used' },
  json: { type: 'boolean', lo: 'ຜົນເປັນ JSON', en: 'the result as JSON' },
};

/** Reads the words of a command; `UsageProblem` for what it does not know. */
export function readArguments(argv: readonly string[], options: Readonly<Record<string, OptionSpec>>): Arguments {
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { type, multiple, short }] of Object.entries({ ...commonOptions, ...options })) {
    config[name] = { type, multiple: multiple ?? false, ...(short === undefined ? {} : { short }) };
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: config,
      allowPositionals: true,
      strict: true,
    });
    const of = (name: string) => values[name];
    return {
      words: positionals,
      text: name => (typeof of(name) === 'string' ? String(of(name)) : undefined),
      texts: name => {
        const value = of(name);
        return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
      },
      flag: name => of(name) === true,
    };
  } catch (problem) {
    throw new UsageProblem((problem as Error).message);
  }
}
