// A small disk of its own for one test: a file mounted as ext4, filled and emptied at will. Only root may mount; elsewhere the
// tests that need it are skipped with a word.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A mounted disk. */
export interface SmallDisk {
  /** An empty folder on it. */
  readonly folder: string;
  freeBytes(): Promise<number>;
  /** Fills it with somebody else's data until so many bytes are left; 0 leaves nothing. */
  fill(leftBytes: number): Promise<void>;
  /** That data is gone again. */
  clear(): Promise<void>;
  /** Unmounts and removes it. */
  end(): Promise<void>;
}

/** Why no disk can be mounted here; false where one can. For `skip`. */
export function cannotMount(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux may mount a disk';
  if (!existsSync('/usr/sbin/mkfs.ext4') && !existsSync('/sbin/mkfs.ext4')) return 'no mkfs.ext4 here';
  try {
    execFileSync('losetup', ['--find'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'no loop device is to be had here';
  }
}

/** Makes a disk of so many MiB and mounts it. */
export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk> {
  const parent = await mkdtemp(join(tmpdir(), 'laopedia-disk-'));
  const [image, mount] = [join(parent, 'image'), join(parent, 'mount')];
  await mkdir(mount);
  execFileSync('truncate', ['-s', `${mebibytes}M`, image]);
  execFileSync('mkfs.ext4', ['-q', '-m', '0', image]);
  execFileSync('mount', ['-o', 'loop', image, mount]);
  const folder = join(mount, 'data');
  const filler = join(mount, 'filler');
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(mount);
    return bavail * bsize;
  };
  return {
    folder,
    freeBytes,
    async fill(leftBytes) {
      const bytes = (await freeBytes()) - leftBytes - (4 << 20);
      const { size } = await stat(filler).catch(() => ({ size: 0 }));
      // At once; where somebody else has taken some of it meanwhile, the rest is written.
      if (bytes > 0) spawnSync('fallocate', ['-o', String(size), '-l', String(bytes), filler]);
      const file = await open(filler, 'a');
      try {
        while ((await freeBytes()) > leftBytes) {
          const some = Math.min(4 << 20, (await freeBytes()) - leftBytes);
          await file.write(Buffer.alloc(Math.max(some, 4096), 7));
          await file.datasync();
        }
      } catch (problem) {
        if ((problem as NodeJS.ErrnoException).code !== 'ENOSPC') throw problem;
      } finally {
        await file.close();
      }
    },
    clear: () => rm(filler, { force: true }),
    async end() {
      execFileSync('umount', ['--lazy', mount]);
      await rm(parent, { recursive: true, force: true });
    },
  };
}
