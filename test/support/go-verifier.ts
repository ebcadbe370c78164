// The verifier that shares no code with us (test/vectors/verify.go), built with Debian's Go. In CI a missing Go is no excuse.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const packages = '/usr/share/gocode';

/** Why it cannot be built here; false where it can, and in CI. */
export function goIsMissing(): string | false {
  const isThere =
    spawnSync('go', ['version']).status === 0 && existsSync(`${packages}/src/golang.org/x/mod/sumdb/tlog`);
  return isThere || process.env['CI'] !== undefined ? false : 'Go or its x/mod is not installed here';
}

/** Builds it into a folder and has it judge a log; answers what it printed, throws when it refuses. */
export async function judgeByGo(folder: string, address: string, key: string): Promise<string> {
  const program = join(folder, 'verify-go');
  const source = fileURLToPath(new URL('../vectors/verify.go', import.meta.url));
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: packages };
  const built = spawnSync('go', ['build', '-o', program, source], { env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const { stdout } = await promisify(execFile)(program, [address, key]);
  return stdout;
}
