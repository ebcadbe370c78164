// The change a proposal asks for, against what stands: per key one of four words. Pure.
import { type Item, sameItem } from './item.ts';

/** What happens to a key. */
export type ChangeKind = 'added' | 'corrected' | 'withdrawn' | 'unchanged';

/** How many keys of a proposal are added, corrected, withdrawn, unchanged. */
export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

/** No change at all. */
export const noChange: ChangeCounts = { added: 0, corrected: 0, withdrawn: 0, unchanged: 0 };

/** What putting `wanted` means where `standing` stands (undefined: no such key, or withdrawn). */
export function changeOf(standing: Item | undefined, wanted: Item): ChangeKind {
  if (standing === undefined) return 'added';
  return sameItem(standing, wanted) ? 'unchanged' : 'corrected';
}

/** A new item from the standing one and the fields a file gives: an absent column keeps its field, `null` clears it. */
export function mergeItem(standing: Item | undefined, given: Readonly<{ [name: string]: Item[string] | null }>): Item {
  const merged: { [name: string]: Item[string] } = { ...standing };
  for (const [name, value] of Object.entries(given)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}

/** How many entries a change makes in the log. */
export function changedRows(counts: ChangeCounts): number {
  return counts.added + counts.corrected + counts.withdrawn;
}
