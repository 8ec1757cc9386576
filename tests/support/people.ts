import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { memberships, providers, users } from '@/db/schema';
import type { ProviderUser, Role, Staff } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';
import type { Session } from '@/lib/access/session';
import { clockAt, systemClock } from '@/lib/platform/clock';
import type { Context, SignedInContext } from '@/lib/platform/visit';

let made = 0;

/** Tests of use cases act without signing in; no row has this id. */
const SESSION: Session = { id: 0, startPage: 'portal', severalProviders: false, mustSetUpTwoStep: false };

/**
 * Returns a context for use cases as a new provider's user, at noon in Montana on `today` unless `at` says otherwise.
 */
export async function providerContext(
  db: Database,
  { today = '2026-05-01', at, role = 'manager' }: { today?: string; at?: Date; role?: Role } = {},
): Promise<SignedInContext & { actor: ProviderUser }> {
  const n = ++made;
  const [provider] = await db
    .insert(providers)
    .values({
      name: `Provider ${n} ${crypto.randomUUID()}`,
      phone: '(406) 555-0100',
      kind: 'multiple_event',
      type: 'school_district',
    })
    .returning();
  const [user] = await db
    .insert(users)
    .values({ username: `user${n}-${crypto.randomUUID()}`, name: `User ${n}`, email: `user${n}@example.org` })
    .returning();
  await db.insert(memberships).values({ userId: user!.id, providerId: provider!.id, role });
  return {
    db,
    clock: clockAt(() => at ?? new Date(`${today}T18:00:00Z`)),
    requestId: 'test',
    session: SESSION,
    address: '127.0.0.1',
    actor: {
      kind: 'provider',
      userId: user!.id,
      name: user!.name,
      username: user!.username,
      providerId: provider!.id,
      providerName: provider!.name,
      standing: 'good',
      role,
    },
  };
}

/** Returns a context for use cases as a new member of the agency's staff. */
export async function staffContext(
  db: Database,
  { today = '2026-05-01' } = {},
): Promise<SignedInContext & { actor: Staff }> {
  const n = ++made;
  const [user] = await db
    .insert(users)
    .values({
      username: `staff${n}-${crypto.randomUUID()}`,
      name: `Staff ${n}`,
      email: `staff${n}@example.org`,
      staffRole: 'staff',
    })
    .returning();
  return {
    db,
    clock: clockAt(() => new Date(`${today}T18:00:00Z`)),
    requestId: 'test',
    session: SESSION,
    address: '127.0.0.1',
    actor: {
      kind: 'staff',
      userId: user!.id,
      name: user!.name,
      username: user!.username,
      role: 'staff',
    },
  };
}

/** Returns the provider that a form is for which this person opens now; some provider for people who work for none. */
export function forProviderOf({ actor }: Pick<Context, 'actor'>): number {
  return placeOf(actor)?.providerId ?? 1;
}

/** Returns the context of the same person on another day. */
export function onDay<C extends Context>(ctx: C, today: string): C {
  return { ...ctx, clock: clockAt(() => new Date(`${today}T18:00:00Z`)) };
}

/** Returns a context for acting today as a person of the demo data, who works for one provider. */
export async function demoContext(db: Database, username: string) {
  const ctx = await providerContext(db);
  const [row] = await db
    .select({ userId: users.id, providerId: memberships.providerId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.username, username));
  return { ...ctx, clock: systemClock, actor: { ...ctx.actor, ...row! } };
}
