// The database roles: owner of the tables, application, public reader, signer. Made before the first migration.
import type { Sql } from 'postgres';

/** Roles of the database; a pool works as one of them. None is super-user and none may bypass row security. */
export type Role = 'laopedia_owner' | 'laopedia_app' | 'laopedia_public' | 'laopedia_signer';

const roles: readonly Role[] = ['laopedia_owner', 'laopedia_app', 'laopedia_public', 'laopedia_signer'];

const mostTries = 20;

/** Makes the roles that are missing and lets the signed-in account act as each. Roles belong to the whole server. */
export async function makeRoles(sql: Sql): Promise<void> {
  // Two servers' first starts may meet here: the databases of one PostgreSQL share its roles, but not its advisory locks.
  for (let tries = 1; ; tries++) {
    try {
      for (const role of roles) await makeRole(sql, role);
      return;
    } catch (problem) {
      if (tries >= mostTries || !isMeeting(problem)) throw problem;
    }
  }
}

async function makeRole(sql: Sql, role: Role): Promise<void> {
  const known = await sql`select 1 from pg_roles where rolname = ${role}`;
  if (known.length === 0) await sql.unsafe(`create role ${role} nologin`);
  const member = await sql`select pg_has_role(current_user, ${role}, 'member') as yes`;
  if (!member[0]?.['yes']) await sql.unsafe(`grant ${role} to current_user`);
}

// SQLSTATE of a role made by somebody else just now, of its unique name, and of a row that two changed at once.
function isMeeting(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && ['42710', '23505', 'XX000'].includes(String(problem.code));
}
