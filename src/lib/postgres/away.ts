// Whether an error says that the database is not there, rather than that a question was wrong.

// SQLSTATE classes 08 (connection), 53 (resources) and 57 (operator: shutdown, starting up, cut by a time limit), and a
// transaction ended for its idleness; the driver's own words; a socket's.
const states = /^(?:08|53|57)\w{3}$|^25P0[34]$/;
const words = /^CONNECT|^ECONN|^EPIPE$|^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$/;

/** True where asking again a little later may help: the database is away, starting, full, or took longer than it may. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, syscall } = (error ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  // The socket's file of the embedded server is gone while it is down.
  return states.test(String(code)) || words.test(String(code)) || (code === 'ENOENT' && syscall === 'connect');
}
