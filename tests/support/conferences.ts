import { eq } from 'drizzle-orm';
import { conferenceLinks, conferences } from '@/db/schema';
import { addressOfConferenceLink, makeConferenceToken } from '@/lib/conference-links/token';
import type { Context } from '@/lib/platform/visit';
import { givenEvent } from './events';

/** Adds a conference of this person's provider from May 3 to May 4, 2026. */
export async function givenConference(
  ctx: Context,
  given: Partial<typeof conferences.$inferInsert> = {},
): Promise<number> {
  if (ctx.actor.kind !== 'provider') throw new Error('only providers have conferences');
  const [by, at] = [ctx.actor.userId, ctx.clock.now()];
  const [row] = await ctx.db
    .insert(conferences)
    .values({
      providerId: ctx.actor.providerId,
      name: 'Big Sky Educators’ Conference',
      startsOn: '2026-05-03',
      endsOn: '2026-05-04',
      createdBy: by,
      createdAt: at,
      updatedBy: by,
      updatedAt: at,
      requestKey: crypto.randomUUID(),
      ...given,
    })
    .returning({ id: conferences.id });
  return row!.id;
}

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
