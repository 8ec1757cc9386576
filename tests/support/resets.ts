import './settings';
import { desc, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { mails, memberships, providers, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import { charactersOf, newTicket, openTicket } from '@/lib/platform/human-check/characters';
import type { Visit } from '@/lib/platform/visit';
import { hashPassword } from '@/lib/users/password';
import { beginReset, beginResetSchema } from '@/lib/users/reset/begin-reset';
import { findResetFlow, type ResetFlow } from '@/lib/users/reset/flow';
import { findCodeIn } from './code-in';

export const START = new Date('2026-05-01T18:00:00Z');
export const NEW_PASSWORD = 'Trout purple Creek 7';

/** Returns a visit this many minutes after the start, from a separate address unless one is given. */
export function visitAt(db: Database, minutes = 0, address: string = crypto.randomUUID()): Visit {
  return { db, clock: clockAt(() => new Date(START.getTime() + minutes * 60_000)), requestId: 'test', address };
}

/** Adds a person with a provider and a password, disabled if the test wants. */
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

/** Returns an answer to the characters that were just shown, the right one unless `characters` says otherwise. */
export function answered(visit: Visit, username: string, characters?: string) {
  const ticket = newTicket(visit.clock.now());
  return beginResetSchema.parse({ username, ticket, characters: characters ?? charactersOf(openTicket(ticket)!.id) });
}

/** Begins the reset in a browser in which somebody just typed this username and the characters. */
export async function begun(visit: Visit, username: string): Promise<{ token: string; flow: ResetFlow }> {
  const result = await beginReset(visit, answered(visit, username));
  if (!('token' in result)) throw new Error(result.characters);
  return { token: result.token, flow: (await findResetFlow(visit, result.token))! };
}

/** Returns the code in the newest email to an address, or null. */
export async function codeSentTo(db: Database, address: string): Promise<string | null> {
  const [character] = await db
    .select({ text: mails.text })
    .from(mails)
    .where(eq(mails.toAddress, address))
    .orderBy(desc(mails.id))
    .limit(1);
  return findCodeIn(character?.text ?? '');
}
