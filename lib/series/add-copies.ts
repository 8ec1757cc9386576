import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { findEventByRequestKey } from '@/db/queries/event-writing';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { checkCategories } from '@/lib/events/offered-categories';
import { hasEnded } from '@/lib/events/rules';
import { findSimilarEvents } from '@/lib/events/similar-events';
import { writeNewEvent } from '@/lib/events/write-new-event';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { copyQuestions } from './copy-questions';
import { whyNotTheseDates } from './rules';
import type { addCopiesSchema } from './series-input';
import { copyFrom, sourceOf, whyNotCopied } from './source';

/**
 * Adds a copy of an event for each of these days, all in one transaction. Sending the same summary again adds nothing and
 * returns the events that it made. Each copy is an event of its own from then on.
 * @returns the numbers of the events, in the order of their days
 * @throws AppError `not_found`, `forbidden`, `invalid` for dates that cannot be used, or `conflict` when the summary is no
 *   longer right
 */
export async function addCopies(
  ctx: Context,
  { eventId, requestKey, stamp, days, confirmed }: z.output<typeof addCopiesSchema> & { eventId: number },
): Promise<number[]> {
  return ctx.db.transaction(async (tx) => {
    const event = await getEvent({ ...ctx, db: tx }, eventId);
    authorize(ctx, 'event.add', event);
    const { providerId } = event;
    const made = new Map<Day, number>();
    for (const day of days) {
      const earlier = await findEventByRequestKey(tx, keyOf(requestKey, day), providerId);
      if (earlier !== null) made.set(day, earlier);
    }
    const missing = days.filter((day) => !made.has(day));
    if (missing.length === 0) return days.map((day) => made.get(day)!);

    const source = await sourceOf(tx, event);
    if (source.stamp !== stamp) {
      throw new AppError(
        'conflict',
        'Nothing is saved. The event was changed while this summary was open. Reload the page and check the summary again.',
      );
    }
    const contents = missing.map((day) => copyFrom(source, day));
    const why = whyNotCopied(source) ?? whyNotTheseDates(contents);
    if (why) throw new AppError('invalid', why);
    await checkCategories(tx, source.content.categoryIds, []);
    const today = ctx.clock.today();
    for (const content of contents.filter(({ startsOn }) => !confirmed.includes(startsOn))) {
      const other = { thanRequestKey: keyOf(requestKey, content.startsOn) };
      if (hasEnded(content, today) || (await findSimilarEvents(tx, providerId, content, other)).length > 0) {
        throw new AppError('conflict', notConfirmed(content.startsOn));
      }
    }
    for (const content of contents) {
      const which = { providerId, requestKey: keyOf(requestKey, content.startsOn) };
      const added = await writeNewEvent(tx, ctx, which, content);
      // A double click: the other request inserted its event between the check above and this insert.
      const id = added ?? (await findEventByRequestKey(tx, which.requestKey, providerId));
      if (id === null)
        throw new AppError('conflict', 'This summary was already sent. Open the page again to add events.');
      if (added !== null && source.questions) await copyQuestions(tx, ctx, added, source.questions);
      made.set(content.startsOn, id);
    }
    return days.map((day) => made.get(day)!);
  });
}

function notConfirmed(day: Day): string {
  return `Nothing is saved. The date ${formatDay(day)} has passed, or an event like this was added for it, while this summary was open. Reload the page and check the dates again.`;
}

/** Returns the request key of one copy: a summary makes at most one event for each day, however often it is sent. */
function keyOf(requestKey: string, day: Day): string {
  const hash = createHash('sha256').update(`${requestKey.toLowerCase()} ${day}`).digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
