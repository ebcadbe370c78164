// A small file taken the whole road inside one process, so that the publication alone can be timed: no command shows it.
import { getRegister, type Store } from '#store';
import { approve } from '#workflow/approval';
import { openIntake } from '#workflow/intake';
import { propose } from '#workflow/proposal';
import { publish } from '#workflow/publication';

/** Milliseconds of the publication transaction, and of the whole road. */
export interface Published {
  readonly publishMs: number;
  readonly wholeMs: number;
}

/** Proposes, approves and publishes the rows of a CSV text. Throws when nothing is proposed or a rule refuses. */
export async function publishCsv(store: Store, csv: string): Promise<Published> {
  const begun = performance.now();
  const stored = await getRegister(store.app, 'bench-enterprise');
  const references = { resolve: async () => new Map() };
  const source = { bytes: Buffer.from(csv) };
  const intake = await openIntake(source, stored.register, { references, partial: true, name: 'change.csv' });
  const proposed = await propose(store, stored, intake.drafts(), { officer: 'bench', atOnce: true });
  await intake.close();
  if (proposed.id === null) throw new Error(`no change was proposed: ${JSON.stringify(proposed.findings)}`);
  await approve(store, proposed.id, 'approver');
  const agreed = performance.now();
  await publish(store, proposed.id);
  const done = performance.now();
  return { publishMs: done - agreed, wholeMs: done - begun };
}
