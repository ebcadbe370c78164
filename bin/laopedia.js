#!/usr/bin/env node
// The command. Plain JavaScript for any Node from 18 on: finds Node 24 (our own, from npm, when this one is older) and the
// program, and hands over. It decides nothing else.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const neededMajor = 24;
const faultCode = 70;
const serverFlags = ['--max-semi-space-size=4'];
const here = fileURLToPath(import.meta.url);
const root = join(dirname(here), '..');

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  startSmall();
  endWithParent();
  keepCompiled();
  await run();
} else {
  const node = findNode();
  if (node === undefined) refuse();
  else handOver(node);
}

/** Runs the sources where they lie beside us; Node refuses types under node_modules, so a package runs what was built. */
async function run() {
  const source = join(root, 'src', 'app', 'main.ts');
  const isPackage = root.split(sep).includes('node_modules');
  const program = !isPackage && existsSync(source) ? source : join(root, 'dist', 'app', 'main.js');
  try {
    await import(pathToFileURL(program).href);
  } catch (error) {
    console.error(error);
    process.exitCode = faultCode;
  }
}

/**
 * From the second start on the sources come compiled and without their types: Node's reader of types alone takes 25 MB. They are
 * kept beside the packages, where only those can write who could change the program as well.
 */
function keepCompiled() {
  module.enableCompileCache?.(join(root, 'node_modules', '.cache', 'laopedia'));
}

/**
 * What a server answers with lives for milliseconds: 8 MB are room enough for it, where V8 would take 32 and keep them. How much
 * is said when Node starts, so it takes its own place; not where it was handed a socket, or a line to its parent, which would be
 * cut: who does that can say `--max-semi-space-size` himself.
 */
function startSmall() {
  const isSaid = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some(flag => flag.includes('semi-space'));
  const isHanded = process.channel || process.env['LISTEN_FDS'] !== undefined;
  if (process.argv[2] !== 'start' || isSaid || isHanded || process.platform === 'win32') return;
  process.execve?.(process.execPath, [process.execPath, ...serverFlags, ...process.execArgv, ...process.argv.slice(1)]);
}

/** The Node that npm installed beside us for this platform. */
function findNode() {
  const require = createRequire(import.meta.url);
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    try {
      const path = join(dirname(require.resolve(`${name}/package.json`)), 'bin', program);
      if (existsSync(path)) return path;
    } catch {
      // not installed: the next
    }
  }
  return undefined;
}

/** The same command under that Node: its input, output, signals and end are ours. */
function handOver(node) {
  // The fourth stream tells it when we are killed in a way that nobody can pass on (see endWithParent).
  const flags = process.argv[2] === 'start' ? [...serverFlags, ...process.execArgv] : process.execArgv;
  const child = spawn(node, [...flags, here, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LAOPEDIA_HANDED_OVER: '1' },
  });
  // A terminal sends Ctrl-C and its closing to the whole group: passing them on would count twice.
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2', 'SIGQUIT', 'SIGBREAK'];
  for (const signal of signals) {
    if (!(signal in constants.signals)) continue;
    process.on(signal, () => {
      if (signal === 'SIGTERM' || signal === 'SIGUSR2' || !fromTerminal) child.kill(signal);
    });
  }
  child.on('error', error => {
    console.error(error);
    process.exitCode = faultCode;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? faultCode;
      return;
    }
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/** kill -9 of the process that handed over to us is kill -9 of us: nobody could find us afterwards. */
function endWithParent() {
  if (process.env['LAOPEDIA_HANDED_OVER'] === undefined) return;
  delete process.env['LAOPEDIA_HANDED_OVER'];
  if (process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}

function refuse() {
  console.error(
    `ຕ້ອງການ Node.js ${neededMajor} ຂຶ້ນໄປ ແຕ່ນີ້ແມ່ນ ${process.version}. ກະລຸນາແລ່ນ npm install ໃໝ່ ຫຼື ຕິດຕັ້ງ Node.js ${neededMajor}.`,
  );
  console.error(
    `Node.js ${neededMajor} or later is needed, this is ${process.version}. Run npm install again, or install Node.js ${neededMajor}.`,
  );
  process.exitCode = faultCode;
}
