// The database roles: owner of the tables, application, public reader, signer. Made before the first migration.
import type { Sql } from 'postgres';

/** Roles of the database; a pool works as one of them. None is super-user and none may bypass row security. */
export type Role = 'laopedia_owner' | 'laopedia_app' | 'laopedia_public' | 'laopedia_signer';

const roles: readonly Role[] = ['laopedia_owner', 'laopedia_app', 'laopedia_public', 'laopedia_signer'];

/** Makes the roles that are missing and lets the signed-in account act as each. Roles belong to the whole server. */
export async function makeRoles(sql: Sql): Promise<void> {
  // Two servers' first starts may meet here: roles are shared by the databases of one PostgreSQL.
  await sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('laopedia roles'))`;
    for (const role of roles) {
      const known = await tx`select 1 from pg_roles where rolname = ${role}`;
      if (known.length === 0) await tx.unsafe(`create role ${role} nologin`);
      const member = await tx`select pg_has_role(current_user, ${role}, 'member') as yes`;
      if (!member[0]?.['yes']) await tx.unsafe(`grant ${role} to current_user`);
    }
  });
}
