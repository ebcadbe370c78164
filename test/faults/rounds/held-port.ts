// A port that outlives its servers, held as systemd's socket activation does: a small perl program (part of every Debian) binds it, and starts
// a server with it at each line it reads. It never accepts a caller itself.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ordinaryEnvironment, program, type Settings } from '#test/program';

/** The port and whoever serves it. */
export interface HeldPort {
  readonly address: string;
  /** Starts the server; it may still be starting when this comes back. */
  start(): Promise<number>;
  /** Lets the port go. */
  release(): Promise<void>;
}

/** Why no port can be held here; false where one can. For `skip`. */
export function cannotHold(): string | false {
  return process.platform !== 'win32' && spawnSync('perl', ['-MIO::Socket::INET', '-e', '1']).status === 0
    ? false
    : 'no perl here to hold a port';
}

const script = `
  use strict; use IO::Socket::INET; use POSIX ();
  $^F = 10; $| = 1;
  my $held = IO::Socket::INET->new(Listen => 511, LocalAddr => '127.0.0.1', LocalPort => 0, ReuseAddr => 1) or die $!;
  print $held->sockport, "\\n";
  $SIG{CHLD} = 'IGNORE';
  while (<STDIN>) {
    my $pid = fork;
    if ($pid == 0) {
      POSIX::dup2(fileno($held), 3) if fileno($held) != 3;
      $ENV{LISTEN_FDS} = 1; $ENV{LISTEN_PID} = $$;
      open STDIN, '<', '/dev/null';
      exec @ARGV; die $!;
    }
    print "$pid\\n";
  }`;

/** Holds a port. The servers' standard output is thrown away; what they say goes to our own. */
export async function holdPort(settings: Settings): Promise<HeldPort> {
  const holder: ChildProcess = spawn('perl', ['-e', script, process.execPath, program, 'start'], {
    env: { ...ordinaryEnvironment(), ...settings },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (holder.stdout === null || holder.stdin === null) throw new Error('the holder has no input or output');
  const lines = createInterface(holder.stdout)[Symbol.asyncIterator]();
  const { stdin } = holder;
  // The servers write their address to the same output: only numbers are the holder's.
  const number = async (): Promise<number> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the holder ended');
      if (/^\d+$/.test(String(value))) return Number(value);
    }
  };
  const port = await number();
  return {
    address: `http://127.0.0.1:${port}`,
    async start() {
      stdin.write('\n');
      return number();
    },
    async release() {
      const ended = once(holder, 'exit');
      stdin.end();
      await ended;
    },
  };
}
