import { eq } from 'drizzle-orm';
import { conferenceLinks } from '@/db/schema';
import { addressOfConferenceLink, makeConferenceToken } from '@/lib/conference-links/token';
import type { Context } from '@/lib/platform/visit';
import { givenEvent } from './events';

/** Adds a session of a conference: 1.5 hours on May 3, 2026, from 9:00, unless `given` says otherwise. */
export function givenSession(ctx: Context, conferenceId: number, given: Parameters<typeof givenEvent>[1] = {}) {
  return givenEvent(ctx, { conferenceId, hours: '1.5', startsAt: '09:00', endsAt: '10:30', ...given });
}

/** Makes the link of a conference, as it is stored, and returns its token. */
export async function givenConferenceLink(ctx: Context, conferenceId: number) {
  const made = makeConferenceToken(conferenceId);
  const [row] = await ctx.db
    .insert(conferenceLinks)
    .values({ conferenceId, ...made, createdBy: ctx.actor.userId, createdAt: ctx.clock.now() })
    .returning();
  return { linkId: row!.id, token: addressOfConferenceLink(row!)!.split('/').at(-1)! };
}

export async function revokeGivenLink(ctx: Context, linkId: number): Promise<void> {
  await ctx.db
    .update(conferenceLinks)
    .set({ revokedAt: ctx.clock.now(), revokedBy: ctx.actor.userId })
    .where(eq(conferenceLinks.id, linkId));
}
