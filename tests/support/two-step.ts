import './settings';
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { mails, sessions, users } from '@/db/schema';
import type { Context, SignedInContext, Visit } from '@/lib/platform/visit';
import { hashPassword } from '@/lib/users/password';
import { codeAt } from '@/lib/users/two-step/authenticator';
import { beginSetUp } from '@/lib/users/two-step/begin-set-up';
import { confirmSetUp } from '@/lib/users/two-step/confirm-set-up';
import { openSecret } from '@/lib/users/two-step/encrypt-secret';

export const PASSWORD = 'Montana2026';

/** Gives the person a password. */
export async function givenPassword<C extends Context>(ctx: C): Promise<C> {
  const passwordHash = await hashPassword(PASSWORD);
  await ctx.db.update(users).set({ passwordHash }).where(eq(users.id, ctx.actor.userId));
  return ctx;
}

/** Signs the person in, without asking for anything; the session stays when the context has one. */
export async function givenSession<C extends SignedInContext>(ctx: C): Promise<C> {
  if (ctx.session.id !== 0) return ctx;
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const [row] = await ctx.db
    .insert(sessions)
    .values({ tokenHash: crypto.randomUUID(), userId, createdAt: at, lastSeenAt: at })
    .returning({ id: sessions.id });
  return { ...ctx, session: { ...ctx.session, id: row!.id } };
}

/** Returns the secret in the person's authenticator app, also of a setup that has just begun. */
export async function secretOf(db: Database, userId: number): Promise<Uint8Array<ArrayBuffer>> {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  const [begun] = await db
    .select({ secret: sessions.setUpSecret })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNotNull(sessions.setUpSecret)));
  return openSecret((row!.twoStepSecret ?? begun?.secret)!, userId)!;
}

/** Returns the code that the person's app shows `steps` half minutes from now. */
export async function appCode(visit: Visit, userId: number, steps = 0): Promise<string> {
  return codeAt(await secretOf(visit.db, userId), new Date(visit.clock.now().getTime() + steps * 30_000));
}

/** Sets up two-step sign-in the way the person would, in a session; returns the recovery codes. */
export async function givenTwoStep(person: SignedInContext): Promise<string[]> {
  const ctx = await givenSession(await givenPassword(person));
  await beginSetUp(ctx, { password: PASSWORD });
  return confirmSetUp(ctx, { code: await appCode(ctx, ctx.actor.userId) });
}

/** Returns the kinds of emails that were sent to these addresses, oldest first. */
export async function emailsTo(db: Database, ...addresses: string[]): Promise<string[]> {
  const rows = await db.select().from(mails).where(inArray(mails.toAddress, addresses)).orderBy(mails.id);
  return rows.map((row) => row.kind);
}
