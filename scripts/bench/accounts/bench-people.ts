import { randomBytes, randomInt } from 'node:crypto';
import type postgres from 'postgres';
import { hashPassword } from '../../../lib/users/password';

export const PASSWORD = 'Trout purple Creek 7';

export type BenchPeople = { hash: string; people: { username: string; email: string }[] };

/** Adds people of one provider who have a password, the same for all, since hashing it is the slow part of creating them. */
export async function addPeople(sql: postgres.Sql, count: number): Promise<BenchPeople> {
  const hash = await hashPassword(PASSWORD);
  const people = Array.from({ length: count }, () => {
    const username = freshUsername();
    // The domains of most addresses here; the address begins like the username.
    const domain = ['gmail.com', 'bigsky.k12.mt.us', 'mt.gov', 'msu.edu'][randomInt(4)]!;
    return { username, email: `${username}@${domain}` };
  });
  const [provider] = await sql<{ id: string }[]>`
    insert into providers (name, phone, kind, type)
    values (${`Bench: accounts ${freshUsername()}`}, '(406) 555-0100', 'multiple_event', 'school_district') returning id`;
  await sql`
    with made as (
      insert into users (username, name, email, password_hash)
      select p.username, 'Bench Person', p.email, ${hash}
      from jsonb_to_recordset(${sql.json(people)}) as p(username text, email text) returning id
    )
    insert into memberships (user_id, provider_id, role) select id, ${provider!.id}, 'editor' from made`;
  await sql`analyze users`;
  return { hash, people };
}

/** Returns a username that nobody has, as long as any other of the bench, so that its length reveals nothing. */
export function freshUsername(): string {
  return `${'bcdghjklmnprst'[randomInt(14)]}${randomBytes(5).toString('hex')}`;
}
