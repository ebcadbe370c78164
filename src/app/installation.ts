// Facts of an installation: whether it is the demo, and its origin. Kept in the database, since they belong to its logs.
import type { Store } from '#store';

/** `demo` until somebody begins a real one; `host` is the first part of every new log's origin. */
export interface Installation {
  readonly demo: boolean;
  readonly host: string;
  /** The demo is still being filled, and so many steps of it are done: the next start goes on from there. */
  readonly filling?: number;
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

/** Says how many steps of filling the demo are done. */
export async function keepFilling(store: Store, steps: number): Promise<void> {
  await store.app`
    update laopedia.installation set value = jsonb_set(value, '{filling}', to_jsonb(${steps}::int)) where name = 'installation'`;
}

/** Says that the demo is filled. */
export async function endFilling(store: Store): Promise<void> {
  await store.app`update laopedia.installation set value = value - 'filling' where name = 'installation'`;
}

/** The origin of a register's log: `host/log/register`, fixed when the register is made. */
export function originOf({ host }: Installation, register: string): string {
  return `${host}/log/${register}`;
}
