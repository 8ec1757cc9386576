import { createHash } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { listEvaluationForms } from '@/db/queries/evaluations';
import { listCategories } from '@/db/queries/events';
import type { Scope } from '@/lib/access/scope';
import type { Conference } from '@/lib/conferences/conference';
import type { Question } from '@/lib/evaluations/questions';
import { readQuestions } from '@/lib/evaluations/read-stored';
import type { EventContent } from '@/lib/events/event';
import { hasEnded } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { addDays, addYears, daysBetween } from '@/lib/platform/days';
import { copyOn } from '@/lib/series/rules';
import { listSessions } from './existing';

/** A session as it would be added to the new conference. */
export type ClonedSession = {
  /** The session that it is a copy of. */
  eventId: number;
  /** Its conference is set when it is added. */
  content: EventContent;
  /** The provider's own questions; null: the standard ones. */
  questions: Question[] | null;
  past: boolean;
  /** Why it can't be added as it is; null when it can. */
  why: string | null;
  /** How many of its categories are no longer offered, and so left out. */
  retired: number;
};

/**
 * Returns the first day of the next conference: a year later, on the same weekday, so that a Friday stays a Friday; more years
 * later when that day has passed.
 */
export function nextFirstDay(startsOn: Day, today: Day): Day {
  for (let years = 1; ; years++) {
    const later = addYears(startsOn, years);
    // From one week before to one week after the date, the same weekday that is nearest to it.
    const offset = (((((daysBetween(startsOn, later) % 7) + 7) % 7) + 3) % 7) - 3;
    const day = addDays(later, -offset);
    if (day >= today) return day;
  }
}

/** Returns the last day of a conference that starts on another day and is as long. */
export function lastDayOfClone({ startsOn, endsOn }: Pick<Conference, 'startsOn' | 'endsOn'>, first: Day): Day {
  return addDays(endsOn, daysBetween(startsOn, first));
}

/**
 * Says which sessions a copy of a conference from another first day on would have: with dates, times, rooms, categories,
 * agenda and questions; without what has happened to them. Canceled sessions are left out.
 */
export async function planClone(
  db: Queryable,
  { conference, startsOn, scope, today }: { conference: Conference; startsOn: Day; scope: Scope; today: Day },
): Promise<{ sessions: ClonedSession[]; stamp: string }> {
  const moved = daysBetween(conference.startsOn, startsOn);
  const sessions = (await listSessions(db, conference.id, scope)).filter(({ canceledAt }) => canceledAt === null);
  const ids = sessions.map(({ id }) => id);
  const forms = new Map(
    (await listEvaluationForms(db, ids)).map((form) => [form.eventId, readQuestions(form.questions)]),
  );
  const offered = new Set((await listCategories(db)).filter(({ retiredAt }) => retiredAt === null).map(({ id }) => id));
  const cloned = sessions.map(({ id, content }): ClonedSession => {
    const categoryIds = content.categoryIds.filter((categoryId) => offered.has(categoryId));
    const copy: EventContent = {
      ...copyOn(content, addDays(content.startsOn, moved)),
      categoryIds,
      conference: null,
    };
    return {
      eventId: id,
      content: copy,
      questions: forms.get(id) ?? null,
      past: hasEnded(copy, today),
      why: categoryIds.length === 0 ? 'None of its event categories is offered any longer. Add it by hand.' : null,
      retired: content.categoryIds.length - categoryIds.length,
    };
  });
  return { sessions: cloned, stamp: createHash('sha256').update(JSON.stringify(cloned)).digest('hex') };
}
