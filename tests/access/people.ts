import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { memberships, users } from '@/db/schema';
import { Visitor } from '../support/visitor';

/** Every kind of person that a route can meet. */
export type People = Record<'guest' | 'disabled' | 'stranger' | 'viewer' | 'owner' | 'staff', Visitor>;

/** Adds a viewer and a person who is disabled after signing in, both at the provider of `jdoe`. */
export async function gatherPeople(db: Database): Promise<People> {
  const [owner] = await db
    .select({ passwordHash: users.passwordHash, providerId: memberships.providerId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.username, 'jdoe'));
  const add = async (username: string, role: 'viewer' | 'manager') => {
    const [user] = await db
      .insert(users)
      .values({ username, name: username, email: `${username}@example.org`, passwordHash: owner!.passwordHash })
      .returning({ id: users.id });
    await db.insert(memberships).values({ userId: user!.id, providerId: owner!.providerId, role });
    return user!.id;
  };
  const mark = crypto.randomUUID().slice(0, 8);
  await add(`viewer-${mark}`, 'viewer');
  const disabledId = await add(`disabled-${mark}`, 'manager');
  const disabled = await Visitor.signedIn(`disabled-${mark}`);
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, disabledId));
  return {
    guest: new Visitor(),
    disabled,
    stranger: await Visitor.signedIn('mlopez'),
    viewer: await Visitor.signedIn(`viewer-${mark}`),
    owner: await Visitor.signedIn('jdoe'),
    staff: await Visitor.signedIn('rstaff'),
  };
}

/**
 * An event of `jdoe`'s provider whose number and title stand nowhere else in any page, so that a trace of either can
 * be searched for. It is under way, which opens all that can be done with an event.
 */
export async function givenSecretEvent(db: Database): Promise<{ id: number; title: string }> {
  const id = 700_000_000 + Math.floor(Math.random() * 99_999_999);
  const title = `Secret ${crypto.randomUUID()}`;
  await db.execute(sql`
    insert into events overriding system value
    select (jsonb_populate_record(e, jsonb_build_object(
      'id', ${id}::bigint, 'title', ${title}::text, 'request_key', gen_random_uuid()))).*
    from events e join providers p on p.id = e.provider_id
    where p.name = 'Big Sky School District' and e.title = 'Classroom assessment lab'`);
  return { id, title };
}

/** A colleague of `jdoe` whose number and name stand nowhere else in any page. */
export async function givenSecretColleague(db: Database): Promise<{ id: number; name: string }> {
  const id = 600_000_000 + Math.floor(Math.random() * 99_999_999);
  const name = `Secret ${crypto.randomUUID()}`;
  await db.execute(sql`
    with colleague as (
      insert into users (id, username, name, email) overriding system value
      values (${id}, ${`secret-${id}`}, ${name}, 'secret@example.org') returning id
    )
    insert into memberships (user_id, provider_id, role)
    select colleague.id, p.id, 'editor' from colleague, providers p where p.name = 'Big Sky School District'`);
  return { id, name };
}
