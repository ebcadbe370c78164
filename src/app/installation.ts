// Facts of an installation: whether it is the demo, and its origin. Kept in the database, since they belong to its logs.
import type { Store } from '#store';

/** `demo` until somebody begins a real one; `host` is the first part of every new log's origin. */
export interface Installation {
  readonly demo: boolean;
  readonly host: string;
  /** The demo is still being filled: a stop in the middle is made good at the next start. */
  readonly filling?: boolean;
}

/** The installation of a store; undefined before its first start. */
export async function findInstallation(store: Store): Promise<Installation | undefined> {
  const rows = await store.app`select value from laopedia.installation where name = 'installation'`;
  return rows[0]?.['value'] as Installation | undefined;
}

/** Remembers what the installation is; the first word stands. */
export async function keepInstallation(store: Store, installation: Installation): Promise<Installation> {
  await store.app`
    insert into laopedia.installation (name, value) values ('installation', ${store.app.json({ ...installation })})
    on conflict (name) do nothing`;
  return (await findInstallation(store)) ?? installation;
}

/** Says that the demo is filled. */
export async function endFilling(store: Store): Promise<void> {
  await store.app`update laopedia.installation set value = value - 'filling' where name = 'installation'`;
}
