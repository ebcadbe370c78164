// A disk that can lose its power: XFS on a file, mounted by a loop device. What was not flushed to it when the power goes is gone.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const diskBytes = 1 << 30;

/** Why such a disk cannot be had here, or undefined: tried, since a container may have all of it and not the right. */
export async function unableToMount(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting needs root on Linux';
  const found = (program: string) => ['/usr/sbin', '/sbin', '/usr/bin'].some(place => existsSync(join(place, program)));
  if (!found('mkfs.xfs') || !found('xfs_io')) return 'no xfsprogs';
  const scratch = await mkdtemp(join(tmpdir(), 'laopedia-disk-'));
  try {
    const disk = await openLoopDisk(scratch);
    await disk.remove();
    return undefined;
  } catch (problem) {
    return `nothing can be mounted here: ${(problem as Error).message.split('\n')[1] ?? ''}`;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The disk. */
export interface LoopDisk {
  readonly folder: string;
  /** Takes the power away: from now on nothing reaches the disk, and all that waits is lost. */
  cutPower(): void;
  /** Mounts it again, as after the power came back. Nobody may be at work on it. */
  powerUp(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes and mounts it within a folder. */
export async function openLoopDisk(scratch: string): Promise<LoopDisk> {
  const [image, folder] = [join(scratch, 'disk'), join(scratch, 'mounted')];
  await writeFile(image, '');
  await truncate(image, diskBytes);
  await mkdir(folder, { recursive: true });
  const system = (...[program = '', ...args]: string[]) => execFileSync(program, args, { stdio: 'pipe' });
  system('mkfs.xfs', '-q', '-f', image);
  const mount = () => system('mount', '-o', 'loop', image, folder);
  mount();
  return {
    folder,
    cutPower: () => void system('xfs_io', '-x', '-c', 'shutdown', folder),
    async powerUp() {
      await unmount(folder);
      mount();
    },
    remove: () => unmount(folder),
  };
}

// Who was killed a moment ago may still hold a file.
async function unmount(folder: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      execFileSync('umount', [folder], { stdio: 'pipe' });
      return;
    } catch (problem) {
      if (tries === 100) throw problem;
      await pause(50);
    }
  }
}
