// What can go wrong with the embedded PostgreSQL, as one typed error. It words nothing for people: the rooms above do.

/** Why a cluster could not be opened; the room above gives each its sentence and next step. */
export type PostgresProblemCode =
  | 'server-already-running'
  | 'data-of-another-version'
  | 'port-taken'
  | 'no-binaries'
  | 'cannot-drop-root'
  | 'disk-full'
  | 'not-writable'
  | 'start-failed';

/** Facts for the sentence: paths, pids, versions, the last lines of PostgreSQL's log. Never a password. */
export type PostgresProblemDetail = Readonly<Record<string, string | number>>;

/**
 * The embedded PostgreSQL could not be had. `code` says why, `detail` holds the facts, `message` is English for logs.
 * Details by code: `server-already-running` {pid, address}; `data-of-another-version` {found, wanted, folder, cure};
 * `port-taken` {port}; `no-binaries` {platform, package}; the others {path} or {log}.
 */
export class PostgresProblem extends Error {
  readonly code: PostgresProblemCode;
  readonly detail: PostgresProblemDetail;

  constructor(code: PostgresProblemCode, message: string, detail: PostgresProblemDetail = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PostgresProblem';
    this.code = code;
    this.detail = detail;
  }
}

/** A file system error as a problem: full disk and missing permission have codes of their own, the rest stays itself. */
export function fromSystemError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new PostgresProblem('disk-full', `no space left for ${path}`, { path }, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
    return new PostgresProblem('not-writable', `cannot write to ${path}`, { path }, error);
  if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EBUSY')
    return new PostgresProblem('start-failed', `something else lies in the way at ${path}`, { path }, error);
  return error;
}

/** A program that could not even be started: not for this system (ENOENT of its loader), or not under that account. */
export function fromSpawnError(error: unknown, account: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (account === 'other' && (code === 'EPERM' || code === 'EINVAL'))
    return new PostgresProblem('cannot-drop-root', 'root may not take on another account here', {}, error);
  if (code === 'ENOENT' || code === 'ENOEXEC' || code === 'EACCES')
    return new PostgresProblem(
      'no-binaries',
      'the PostgreSQL programs do not run on this system',
      {
        platform: `${process.platform}-${process.arch}`,
      },
      error,
    );
  return error;
}

/** Reads initdb's or the server's own words (C messages) for the known reasons; anything else is `start-failed`. */
export function fromServerWords(words: string, path: string): PostgresProblem {
  const log = words.trim().split('\n').slice(-20).join('\n');
  const because = (code: PostgresProblemCode, message: string): PostgresProblem =>
    new PostgresProblem(code, message, { path, log });
  if (/No space left on device|Disk quota exceeded/i.test(words))
    return because('disk-full', `no space left for ${path}`);
  if (/could not bind IPv|Address already in use|could not create any TCP\/IP/i.test(words))
    return because('port-taken', 'another program listens on the port');
  if (/incompatible with server|not compatible with this version/i.test(words))
    return because('data-of-another-version', `${path} was made by another version of PostgreSQL`);
  if (/Permission denied|Read-only file system|has wrong ownership/i.test(words))
    return because('not-writable', `PostgreSQL may not write to ${path}`);
  return because('start-failed', `PostgreSQL did not start in ${path}`);
}

/** Does something again, once, if it failed for lack of room and some was made. */
export async function withRoom<T>(makeRoom: (() => Promise<boolean>) | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isFull = code === 'disk-full' || code === 'ENOSPC' || code === 'EDQUOT';
    if (!isFull || makeRoom === undefined || !(await makeRoom())) throw error;
    return act();
  }
}
