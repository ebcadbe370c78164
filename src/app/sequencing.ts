// Runs the audit sequencer beside the server: each second while acts are waiting, and once more at the end.
import type { Store } from '#store';
import { auditName, sequenceActs } from '#workflow/audit';
import { findInstallation, originOf } from './installation.ts';
import { openTeller } from './teller.ts';

/** The sequencer at work. */
export interface Sequencing {
  close(): Promise<void>;
}

const everyMs = 1000;

/** Starts it. A failure is told and tried again: acts wait in their table, so none is lost. */
export function startSequencing(store: Store, say: (line: string) => void): Sequencing {
  let running: Promise<void> | undefined;
  const teller = openTeller('audit', say);
  const round = () => {
    running ??= sequence(store)
      // Told once, not each second: while the disk is nearly full every round is refused.
      .then(teller.worked, teller.failed)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(() => void round(), everyMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
      await round();
    },
  };
}

/** Appends all that is waiting. */
export async function sequence(store: Store): Promise<void> {
  const installation = await findInstallation(store);
  if (installation === undefined) return;
  while ((await sequenceActs(store, originOf(installation, auditName))) > 0);
}
