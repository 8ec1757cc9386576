import { z } from 'zod';
import { findProfile, updateProfile } from '@/db/queries/profile';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { lineOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';

export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>;

/** The signed-in person's own facts. */
export async function getProfile(ctx: Context): Promise<Profile> {
  const profile = await findProfile(ctx.db, ctx.actor.userId);
  if (!profile) throw new AppError('unauthenticated', 'You are signed out. Sign in again to go on.');
  return profile;
}

export const nameSchema = z.object({ name: lineOfText({ label: 'Your name', max: 100 }) });

/** Changes the name under which colleagues and staff see the person. What is printed or recorded stays as it was. */
export async function changeName(ctx: Context, { name }: z.output<typeof nameSchema>): Promise<void> {
  const { userId, name: before } = ctx.actor;
  if (name === before) return;
  await ctx.db.transaction(async (tx) => {
    await updateProfile(tx, userId, { name });
    await record(tx, ctx, { action: 'user.name_changed', subject: `user:${userId}`, details: { before, after: name } });
  });
}

export const startPageSchema = z.object({ startPage: z.enum(['portal', 'program']) });

/** Why signing in cannot lead straight to a program; null when it can. */
export function whyNoProgramStart(actor: Context['actor']): string | null {
  return actor.kind === 'provider' && actor.severalProviders
    ? 'You work for several providers, so signing in starts at the portal, where you choose one.'
    : null;
}

/** Chooses where signing in leads: the Secure Portal (M3), or straight to the person's one program. */
export async function chooseStartPage(ctx: Context, { startPage }: z.output<typeof startPageSchema>): Promise<void> {
  const why = startPage === 'program' ? whyNoProgramStart(ctx.actor) : null;
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

/** The guided first visit was finished or skipped; it stays open from Help (M27). */
export async function endTour(ctx: Context): Promise<void> {
  await updateProfile(ctx.db, ctx.actor.userId, { tourEndedAt: ctx.clock.now() });
}
