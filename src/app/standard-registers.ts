// Where the standard registers lie: data, one folder each, beside the sources.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const besideSources = fileURLToPath(new URL('../../registers', import.meta.url));

/** The folder of the standard registers. */
export const registersFolder = besideSources;

/** A file of a standard register, if it is there. */
export function findRegisterFile(register: string, file: string): string | undefined {
  const path = `${registersFolder}/${register}/${file}`;
  return existsSync(path) ? path : undefined;
}
