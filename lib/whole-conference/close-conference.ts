import type { Transaction } from '@/db/client';
import { listWaitingClaimsOfConference } from '@/db/queries/conference-sessions';
import { lockConference, setConferenceClosed } from '@/db/queries/conferences';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { conferenceNotFound } from '@/lib/conferences/find-conference';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { sayWhatIsMissing } from './say-what-is-missing';
import { readSessions } from './sessions';

/**
 * Closes a conference when nothing is missing: its record can't be changed and no session can join it until it is
 * reopened. A form sent twice closes it once.
 * @throws AppError `not_found`, `forbidden`, or `invalid` with what is missing
 */
export async function closeConference(ctx: Context, conferenceId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const conference = await lockToClose(tx, ctx, conferenceId);
    if (conference.closedAt) return;
    const today = ctx.clock.today();
    const sessions = await readSessions(tx, conferenceId, scopeOf(ctx.actor), today);
    const claims = await listWaitingClaimsOfConference(tx, conferenceId);
    const missing = await sayWhatIsMissing(tx, { conferenceId, sessions, claims, today });
    if (missing.length > 0) throw new AppError('invalid', `The conference stays open. ${missing.join(' ')}`);
    await setConferenceClosed(tx, conferenceId, { by: ctx.actor.userId, at: ctx.clock.now() });
    await record(tx, ctx, { action: 'conference.closed', subject: `conference:${conferenceId}` });
  });
}

/**
 * Reopens a conference that was closed.
 * @throws AppError `not_found` or `forbidden`
 */
export async function reopenConference(ctx: Context, conferenceId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const conference = await lockToClose(tx, ctx, conferenceId);
    if (!conference.closedAt) return;
    await setConferenceClosed(tx, conferenceId, null);
    await record(tx, ctx, { action: 'conference.reopened', subject: `conference:${conferenceId}` });
  });
}

async function lockToClose(tx: Transaction, ctx: Context, conferenceId: number) {
  const conference = await lockConference(tx, conferenceId, scopeOf(ctx.actor));
  if (!conference) throw conferenceNotFound();
  authorize(ctx, 'event.report', conference);
  return conference;
}
