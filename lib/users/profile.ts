import { z } from 'zod';
import { findProfile, updateProfile } from '@/db/queries/profile';
import type { Session } from '@/lib/access/session';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { lineOfText } from '@/lib/platform/text';
import type { Context, SignedInContext } from '@/lib/platform/visit';

export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>;

/** Returns the signed-in person's own profile. */
export async function getProfile(ctx: Context): Promise<Profile> {
  const profile = await findProfile(ctx.db, ctx.actor.userId);
  if (!profile) throw new AppError('unauthenticated', 'You are signed out. Sign in again to continue.');
  return profile;
}

export const nameSchema = z.object({ name: lineOfText({ label: 'Your name', max: 100 }) });

/** Changes the name that colleagues and staff see. What has been printed or recorded stays unchanged. */
export async function changeName(ctx: Context, { name }: z.output<typeof nameSchema>): Promise<void> {
  const { userId, name: before } = ctx.actor;
  if (name === before) return;
  await ctx.db.transaction(async (tx) => {
    await updateProfile(tx, userId, { name });
    await record(tx, ctx, { action: 'user.name_changed', subject: `user:${userId}`, details: { before, after: name } });
  });
}

export const startPageSchema = z.object({ startPage: z.enum(['portal', 'program']) });

/** Returns why signing in cannot go straight to a program, or null when it can. */
export function whyNoProgramStart({ severalProviders }: Session): string | null {
  return severalProviders
    ? 'You work for several providers, so signing in starts at the portal, where you choose one.'
    : null;
}

/** Chooses where people land after signing in: the Secure Portal (M3), or straight in their only program. */
export async function chooseStartPage(
  ctx: SignedInContext,
  { startPage }: z.output<typeof startPageSchema>,
): Promise<void> {
  const why = startPage === 'program' ? whyNoProgramStart(ctx.session) : null;
  if (why) throw new AppError('invalid', why);
  await ctx.db.transaction(async (tx) => {
    await updateProfile(tx, ctx.actor.userId, { startPage });
    await record(tx, ctx, {
      action: 'user.start_page_chosen',
      subject: `user:${ctx.actor.userId}`,
      details: { startPage },
    });
  });
}

/** Records that the guided first visit was finished or skipped; it stays available from Help (M27). */
export async function endTour(ctx: Context): Promise<void> {
  await updateProfile(ctx.db, ctx.actor.userId, { tourEndedAt: ctx.clock.now() });
}
