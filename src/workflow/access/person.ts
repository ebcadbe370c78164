// A person known to the installation. Logs hold the pseudonym only; the name lies in one table, where it can be erased.
import { randomBytes } from 'node:crypto';
import type { Speaker } from '#store';
import { refuseAccess } from './refusals.ts';

/** A person: the name people know, and the random pseudonym that stands in logs. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly pseudonym: string;
}

const longestName = 200;

/**
 * The person of that name; whoever can open the data folder is the installation's authority, so an unknown name becomes
 * a person without sign-in. Names are compared in NFC, without outer spaces.
 */
export async function getPerson(sql: Speaker, given: string): Promise<Person> {
  const name = given.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > longestName) throw refuseAccess('bad-name', { name: name.slice(0, 50) });
  const known = await findPerson(sql, name);
  if (known !== undefined) return known;
  const pseudonym = `p-${randomBytes(12).toString('hex')}`;
  await sql`insert into laopedia.person (name, pseudonym) values (${name}, ${pseudonym}) on conflict (name) do nothing`;
  const person = await findPerson(sql, name);
  if (person === undefined) throw new Error(`the person ${name} was made and is not there`);
  return person;
}

/** The person of that name, if there is one. */
export async function findPerson(sql: Speaker, name: string): Promise<Person | undefined> {
  const rows = await sql`select id, name, pseudonym from laopedia.person where name = ${name}`;
  const row = rows[0];
  return row === undefined
    ? undefined
    : { id: Number(row['id']), name: String(row['name']), pseudonym: String(row['pseudonym']) };
}
