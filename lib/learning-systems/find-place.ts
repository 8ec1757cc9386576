import type { Queryable } from '@/db/client';
import { findEventToEarn, type LearnerOnRoster, listLearnersKnownAs } from '@/db/queries/learners';
import type { SystemKey } from '@/lib/access/actor';
import { entryOn } from '@/lib/events/asynchronous';
import { entriesOf } from '@/lib/events/course-entries';
import { type Clock, dayInMontana } from '@/lib/platform/clock';
import { dayCompleted } from './completed-on';
import { type KnownAs, type Learner, whoOf } from './learner';

/** Where a learner's completion belongs. */
export type Place = {
  /** The event that the system named or, for a course that is always open, the year that was open on that day (M10). */
  event: NonNullable<Awaited<ReturnType<typeof findEventToEarn>>>;
  /** The learner's place on its roster, with the certificate if there is one; null when there is none yet. */
  person: LearnerOnRoster | null;
};

/**
 * Finds where a learner's completion belongs; null when the system's provider has no such event. A course page goes on
 * naming the first year's number: the day of completion decides which year it is, also when the message comes later.
 */
export async function findPlace(
  db: Queryable,
  clock: Clock,
  key: SystemKey,
  { learner, known }: { learner: Learner; known: KnownAs },
): Promise<Place | null> {
  const scope = { providerId: key.providerId };
  const named = await findEventToEarn(db, learner.eventId, scope);
  if (!named) return null;
  const findPerson = (eventId: number) => findLearner(db, key, { ...learner, eventId }, known);
  const entries = await entriesOf(db, named, scope);
  const completedOn = dayCompleted(learner.completedOn, clock);
  const entry = entryOn(entries, completedOn);
  const before = entries[entries.indexOf(entry) - 1];
  if (before && completedOn === entry.startsOn) {
    // A system whose date is ahead of Montana's said the same day yesterday evening, when it still counted as the last day
    // of the year before. A repeat of that request leads to the same certificate.
    const person = await findPerson(before.id);
    const issuedOn = person?.currentCertificateId && person.issuedAt ? dayInMontana(person.issuedAt) : null;
    if (issuedOn === before.endsOn) return placeAt(db, before.id, scope, person);
  }
  return entry.id === named.id
    ? { event: named, person: await findPerson(named.id) }
    : placeAt(db, entry.id, scope, await findPerson(entry.id));
}

async function placeAt(
  db: Queryable,
  eventId: number,
  scope: { providerId: number },
  person: LearnerOnRoster | null,
): Promise<Place | null> {
  const event = await findEventToEarn(db, eventId, scope);
  return event && { event, person };
}

/** Returns this learner's place on the roster of the event that `learner` names, or null. */
async function findLearner(
  db: Queryable,
  { providerId }: SystemKey,
  learner: Learner,
  known: KnownAs,
): Promise<LearnerOnRoster | null> {
  const sought = { ...known, email: learner.email };
  return whoOf(await listLearnersKnownAs(db, learner.eventId, sought, { providerId }), known, learner);
}
