import type { z } from 'zod';
import { findConferenceByRequestKey } from '@/db/queries/conferences';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getConference } from '@/lib/conferences/find-conference';
import { writeNewConference } from '@/lib/conferences/write-conference';
import { checkCategories } from '@/lib/events/offered-categories';
import { writeNewEvents } from '@/lib/events/write-new-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { copyQuestions } from '@/lib/series/copy-questions';
import type { cloneSchema } from './clone-input';
import { lastDayOfClone, planClone } from './clone-plan';

/**
 * Adds a copy of a conference on other dates with the checked sessions, all in one transaction. Each session is an event
 * of its own from then on. Sending the same summary again adds nothing.
 * @returns the number of the new conference
 * @throws AppError `not_found`, `forbidden`, `invalid` for a session that can't be added or dates that are not confirmed,
 *   or `conflict` when the summary is no longer right
 */
export async function cloneConference(
  ctx: Context,
  input: z.output<typeof cloneSchema> & { conferenceId: number },
): Promise<number> {
  const { conferenceId, name, startsOn, requestKey, stamp, sessions: checked, past } = input;
  return ctx.db.transaction(async (tx) => {
    const source = await getConference({ actor: ctx.actor, db: tx }, conferenceId);
    authorize(ctx, 'event.add', source);
    const { providerId, place, program, contact } = source;
    const earlier = await findConferenceByRequestKey(tx, requestKey, providerId);
    if (earlier !== null) return earlier;
    const order = { conference: source, startsOn, scope: scopeOf(ctx.actor), today: ctx.clock.today() };
    const plan = await planClone(tx, order);
    if (plan.stamp !== stamp) {
      throw new AppError(
        'conflict',
        'Nothing is saved. Someone changed the sessions while this summary was open. Reload the page and check it again.',
      );
    }
    const sessions = plan.sessions.filter(({ eventId }) => checked.includes(eventId));
    const wrong = sessions.find(({ why }) => why !== null);
    if (wrong || sessions.length !== new Set(checked).size) {
      throw new AppError('invalid', wrong?.why ?? 'Check sessions from the list.');
    }
    if (past !== 'yes' && sessions.some((session) => session.past)) {
      throw new AppError('invalid', 'Some of these sessions are over already. Confirm that the dates are right.');
    }
    const content = { name, startsOn, endsOn: lastDayOfClone(source, startsOn), place, program, contact };
    const added = await writeNewConference(tx, ctx, { providerId, requestKey }, content);
    if (added === null) {
      // A double click: the other request inserted its conference between the check above and this insert.
      const twin = await findConferenceByRequestKey(tx, requestKey, providerId);
      if (twin === null) throw new AppError('conflict', 'This summary was already sent. Open the page again.');
      return twin;
    }
    await checkCategories(tx, [...new Set(sessions.flatMap((session) => session.content.categoryIds))], []);
    const ids = await writeNewEvents(
      tx,
      ctx,
      providerId,
      sessions.map((session) => ({
        requestKey: crypto.randomUUID(),
        content: { ...session.content, conference: { id: added, name } },
      })),
    );
    for (const [index, { questions }] of sessions.entries()) {
      if (questions) await copyQuestions(tx, ctx, ids[index]!, questions);
    }
    return added;
  });
}
