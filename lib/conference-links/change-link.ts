import { z } from 'zod';
import { insertConferenceLink, setConferenceLinkRevoked } from '@/db/queries/conference-links';
import { lockConference } from '@/db/queries/conferences';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { conferenceNotFound } from '@/lib/conferences/find-conference';
import { whyClosed } from '@/lib/conferences/rules';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { makeConferenceToken } from './token';

/** `renew`: another address in place of the one that attendees have. */
export const makeConferenceLinkSchema = z.object({
  renew: z
    .literal('yes')
    .optional()
    .transform((value) => value === 'yes'),
});

/**
 * Makes the link of a conference (M24); a second request finds the first one's. Renewing it revokes the address so far, for
 * when it reached the wrong people.
 * @throws AppError `not_found`, `forbidden`, or `invalid` for a closed conference
 */
export async function makeConferenceLink(
  ctx: Context,
  { conferenceId, renew }: { conferenceId: number; renew: boolean },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const conference = await lockConference(tx, conferenceId, scopeOf(ctx.actor));
    if (!conference) throw conferenceNotFound();
    authorize(ctx, 'share_link.make', conference);
    const why = whyClosed(conference);
    if (why) throw new AppError('invalid', why);
    const subject = `conference:${conferenceId}` as const;
    const made = { by: ctx.actor.userId, at: ctx.clock.now() };
    if (renew) {
      const revoked = await setConferenceLinkRevoked(tx, conferenceId, made);
      if (revoked !== null) {
        await record(tx, ctx, { action: 'conference_link.revoked', subject, details: { linkId: revoked } });
      }
    }
    const linkId = await insertConferenceLink(tx, {
      conferenceId,
      ...makeConferenceToken(conferenceId),
      createdBy: made.by,
      createdAt: made.at,
    });
    if (linkId === null) return;
    await record(tx, ctx, { action: 'conference_link.made', subject, details: { linkId } });
  });
}

/**
 * Ends the link of a conference permanently. Certificates that were claimed through it stay valid, and people still find
 * theirs in the browser in which they claimed them. Revoking twice changes nothing.
 * @throws AppError `not_found` or `forbidden`
 */
export async function revokeConferenceLink(ctx: Context, conferenceId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const conference = await lockConference(tx, conferenceId, scopeOf(ctx.actor));
    if (!conference) throw conferenceNotFound();
    authorize(ctx, 'share_link.change', conference);
    const linkId = await setConferenceLinkRevoked(tx, conferenceId, { at: ctx.clock.now(), by: ctx.actor.userId });
    if (linkId === null) return;
    await record(tx, ctx, {
      action: 'conference_link.revoked',
      subject: `conference:${conferenceId}`,
      details: { linkId },
    });
  });
}
