// A listening socket that was opened before us and outlives us (systemd's socket activation): callers queue there while one server
// ends and the next one begins, and none of them is refused. It opens nothing.

/** systemd hands its sockets down from descriptor 3 on (sd_listen_fds(3)). */
const firstDescriptor = 3;

/**
 * The descriptor of the socket that was handed to this very process, if any. The variables are taken out of the environment, so that no
 * child of ours believes that they are meant for it.
 */
export function takeInheritedSocket(env: NodeJS.ProcessEnv, pid: number): number | undefined {
  const { LISTEN_FDS: count, LISTEN_PID: meant } = env;
  for (const name of ['LISTEN_FDS', 'LISTEN_PID', 'LISTEN_FDNAMES']) delete env[name];
  return meant === String(pid) && Number(count) >= 1 ? firstDescriptor : undefined;
}
