import { listDueOfSessions } from '@/db/queries/conference-sessions';
import { authorize } from '@/lib/access/authorize';
import {
  countedByUnits,
  MAX_NAMED,
  type NameToCheck,
  namesToCheck,
  type UnitsCounted,
} from '@/lib/attendees/look-over';
import { countDuplicatesOf } from '@/lib/certificates/duplicates/find-duplicates';
import { hasEnded, titleWithinConference, unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { planIssuing, type SessionToIssue } from './begin-runs';

/** The most people who are looked over (choice): more than the largest conferences have. */
const MAX_LOOKED_AT = 50_000;

/** A session with the people who would get its certificate, and what looks wrong with them. */
export type SessionPreview = SessionToIssue & {
  byUnits: UnitsCounted[];
  /** How many get other units than the session gives. */
  otherUnits: number;
  /** How many names look misspelled. */
  unusual: number;
  /** How many people on the roster may be the same person as another one there. */
  duplicates: number;
  /** The last day of a session that is not over; null for others. */
  runsUntil: Day | null;
};

/**
 * Previews issuing the certificates of all sessions of a conference, as `previewIssue` does for one event, in a few queries
 * whatever its size: which units they would have, whether they are signed, and what looks wrong.
 * @throws AppError `not_found` or `forbidden`
 */
export async function previewIssuing(ctx: Context, conferenceId: number) {
  const plan = await planIssuing(ctx, conferenceId);
  authorize(ctx, 'certificate.issue', plan.conference);
  const eventIds = plan.sessions.map(({ eventId }) => eventId);
  const [people, duplicates] = await Promise.all([
    listDueOfSessions(ctx.db, eventIds, MAX_LOOKED_AT),
    countDuplicatesOf(ctx.db, eventIds),
  ]);
  const peopleOf = Map.groupBy(people, ({ eventId }) => eventId);
  const today = ctx.clock.today();
  const unusual: NameToCheck[] = [];
  const sessions = plan.sessions.map((session): SessionPreview => {
    const due = peopleOf.get(session.eventId) ?? [];
    const names = namesToCheck(due);
    const title = titleWithinConference(session);
    unusual.push(...names.map(({ id, name, about }) => ({ id, name, about: `${about} · ${title}` })));
    return {
      ...session,
      byUnits: countedByUnits(due),
      otherUnits: due.filter(({ units }) => unitsOf(units) !== session.units).length,
      unusual: names.length,
      duplicates: duplicates.get(session.eventId) ?? 0,
      runsUntil: hasEnded(session, today) ? null : session.endsOn,
    };
  });
  return { ...plan, sessions, unusual: unusual.slice(0, MAX_NAMED), unusualCount: unusual.length };
}
