// The command's entry: `bin/laopedia.js` imports it. A placeholder until the rooms are put together.

/** Runs one command; gives the exit code. */
export async function main(argv: string[]): Promise<number> {
  console.error(`laopedia: no such command: ${argv[0] ?? ''}`);
  return 64;
}

process.exitCode = await main(process.argv.slice(2));
