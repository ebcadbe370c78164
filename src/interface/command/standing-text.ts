// A log beside its anchor, for a person. It compares nothing.
import type { AnchorStanding } from '#signer';

/** A log beside its anchor, as one line. */
export function standingText({ register, size, root, anchored, verdict }: AnchorStanding): string {
  const words = {
    agrees: `✓ ${register}: ${size} ລຳດັບ · entries, root ${root}; anchor ${anchored}`,
    behind: `✗ ${register}: ${size} ລຳດັບ · entries, root ${root}; anchor ${anchored}: ຂາດ · missing ${(anchored ?? 0) - size}`,
    differs: `✗ ${register}: ${size} ລຳດັບ · entries, root ${root}; anchor ${anchored}: ບໍ່ກົງກັນ · other entries`,
    unknown: `? ${register}: ${size} ລຳດັບ · entries, root ${root}; ບໍ່ມີ anchor · no anchor`,
  };
  return words[verdict];
}

/** Is the log shorter or other than what was signed? */
export function isFork({ verdict }: AnchorStanding): boolean {
  return verdict === 'behind' || verdict === 'differs';
}
