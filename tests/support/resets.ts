import './settings';
import { desc, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { mails, memberships, providers, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import { lettersOf, newTicket, openTicket } from '@/lib/platform/human-check/letters';
import type { Visit } from '@/lib/platform/visit';
import { hashPassword } from '@/lib/users/password';
import { beginReset, beginResetSchema } from '@/lib/users/reset/begin-reset';
import { findWalk, type Walk } from '@/lib/users/reset/walk';

export const START = new Date('2026-05-01T18:00:00Z');
export const NEW_PASSWORD = 'Trout purple Creek 7';

/** A visit so many minutes after the start, from an address of its own unless told otherwise. */
export function visitAt(db: Database, minutes = 0, address: string = crypto.randomUUID()): Visit {
  return { db, clock: clockAt(() => new Date(START.getTime() + minutes * 60_000)), requestId: 'test', address };
}

/** Somebody with a provider and a password, who may be disabled. */
export async function givenPerson(db: Database, { disabled = false } = {}) {
  const mark = crypto.randomUUID().slice(0, 8);
  const [provider] = await db
    .insert(providers)
    .values({ name: `Beartooth ${mark}`, phone: '(406) 555-0100', kind: 'multiple_event', type: 'school' })
    .returning();
  const [user] = await db
    .insert(users)
    .values({
      username: `u${mark}`,
      name: 'Jordan Doe',
      email: `Jordan.${mark}@Beartooth.example`,
      passwordHash: await hashPassword('Montana2026'),
      disabledAt: disabled ? START : null,
    })
    .returning();
  await db.insert(memberships).values({ userId: user!.id, providerId: provider!.id, role: 'editor' });
  return user!;
}

/** An answer to letters that were just shown: the right one, unless told otherwise. */
export function answered(visit: Visit, username: string, letters?: string) {
  const ticket = newTicket(visit.clock.now());
  return beginResetSchema.parse({ username, ticket, letters: letters ?? lettersOf(openTicket(ticket)!.id) });
}

/** A browser that has just typed this username and the letters. */
export async function begun(visit: Visit, username: string): Promise<{ token: string; walk: Walk }> {
  const result = await beginReset(visit, answered(visit, username));
  if (!('token' in result)) throw new Error(result.letters);
  return { token: result.token, walk: (await findWalk(visit, result.token))! };
}

/** The code in the newest letter to an address, or null. */
export async function codeSentTo(db: Database, address: string): Promise<string | null> {
  const [letter] = await db
    .select({ text: mails.text })
    .from(mails)
    .where(eq(mails.toAddress, address))
    .orderBy(desc(mails.id))
    .limit(1);
  return /\b(\d{8})\b/.exec(letter?.text ?? '')?.[1] ?? null;
}
