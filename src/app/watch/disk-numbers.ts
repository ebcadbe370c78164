// How much room is left where the installation keeps its things.
import { statfs } from 'node:fs/promises';
import type { NumberSource, Sample } from './exposition.ts';

/** Free and whole bytes of the file systems that these folders lie on; a folder that is not there yet is left out. */
export function diskNumbers(folders: Readonly<Record<string, string>>): NumberSource {
  return {
    name: 'disk',
    async read() {
      const free: Sample[] = [];
      const whole: Sample[] = [];
      for (const [folder, path] of Object.entries(folders)) {
        const found = await statfs(path).catch(() => undefined);
        if (found === undefined) continue;
        free.push({ labels: { folder }, value: found.bavail * found.bsize });
        whole.push({ labels: { folder }, value: found.blocks * found.bsize });
      }
      return [
        { name: 'disk_free_bytes', kind: 'gauge', means: 'Free for us on the file system of a folder.', samples: free },
        { name: 'disk_bytes', kind: 'gauge', means: 'Size of the file system of a folder.', samples: whole },
      ];
    },
  };
}
