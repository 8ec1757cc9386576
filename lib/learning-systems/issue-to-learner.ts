import type { Queryable, Transaction } from '@/db/client';
import { changeAttendee, listNamesakes } from '@/db/queries/attendees';
import {
  insertLearner,
  keepLearnerId,
  type LearnerOnRoster,
  listRevokedLearners,
  wasRevoked,
} from '@/db/queries/learners';
import type { Attendee, LearningSystem, SystemKey } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { makeCertificates } from '@/lib/certificates/issue/make-certificates';
import { prepareAndStore } from '@/lib/certificates/issue/prepare-and-store';
import { storeCertificates } from '@/lib/certificates/issue/store-certificates';
import { whoClaims } from '@/lib/claims/rules';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError, StaleError } from '@/lib/platform/errors';
import type { Context, Visit } from '@/lib/platform/visit';
import { dayCompleted } from './completed-on';
import { findPlace } from './find-place';
import { type KnownAs, type Learner, whoOf } from './learner';
import { whyNotEarned } from './rules';
import { requireSigned } from './signed-only';

/** A person on the roster, as far as issuing needs it. */
type OnRoster = Pick<
  LearnerOnRoster,
  'id' | 'email' | 'school' | 'educatorNumber' | 'version' | 'currentCertificateId'
>;

export type LearnersCertificate = {
  /** The event that it is of: for a course that is always open, the year in which the learner completed it. */
  eventId: number;
  certificateId: number;
  serial: string;
  attendeeId: number;
  /** Section IV is signed digitally. */
  signed: boolean;
  /** False when the learner already had the certificate. */
  isNew: boolean;
};

/**
 * Puts a learner who completed an event on its roster and issues the certificate, in one transaction with what the
 * caller writes in `alongside`. The key decides whose events are found. A learner who already has a certificate keeps
 * it, no matter how often, or how many times at once, the system asks.
 * @throws AppError `not_found`, `invalid`, `unavailable`, or `conflict` when the provider revoked it, when only a name
 * that is on the roster says who it is, or when the event has to be signed first
 */
export async function issueToLearner(
  ctx: Context<LearningSystem | Attendee>,
  key: SystemKey,
  asked: Learner,
  known: KnownAs,
  alongside: (tx: Transaction, certificate: LearnersCertificate) => Promise<void>,
): Promise<LearnersCertificate> {
  const scope = { providerId: key.providerId };
  return prepareAndStore(ctx, async () => {
    const place = await findPlace(ctx.db, ctx.clock, key, { learner: asked, known });
    if (!place) throw eventNotFound();
    const { event, person: found } = place;
    const eventId = event.id;
    const learner = { ...asked, eventId };
    const held = found && certificateOf(found, eventId);
    if (held) {
      await ctx.db.transaction(async (tx) => {
        await saveLearnerId(tx, eventId, held.attendeeId, known);
        await alongside(tx, held);
      });
      return { outcome: held };
    }
    const completedOn = dayCompleted(learner.completedOn, ctx.clock);
    const why = whyNotEarned({ units: learner.units, completedOn }, event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    await requireSigned(ctx, key, eventId);
    const person = found ?? (await findByName(ctx.db, learner, known));
    const facts = factsFor(learner, person);
    const made = await makeCertificates(ctx, { eventId, scope }, [facts]);
    return {
      eventId,
      attendees: person ? [person] : [],
      shared: made.shared,
      givesOut: true,
      store: async (tx) => {
        // When two requests name one person at once, the second one finds the first one here.
        if (!found && (await findByName(tx, learner, known))?.id !== person?.id) throw new StaleError();
        const attendeeId = await putOnRoster(tx, ctx, { learner: facts, known, person });
        const gone = whoOf(await listRevokedLearners(tx, eventId, soughtAs(known, learner)), known, learner);
        if (gone || (await wasRevoked(tx, attendeeId))) throw revoked();
        if (!(await saveLearnerId(tx, eventId, attendeeId, known))) throw new StaleError();
        const [stored] = await storeCertificates(tx, ctx, made, {
          attendeeIds: [attendeeId],
          origin: 'learning_system',
        });
        const { id, serial, signed } = stored!;
        const issued = { eventId, certificateId: id, serial, attendeeId, signed, isNew: true };
        await alongside(tx, issued);
        await record(tx, ctx, {
          action: 'attendee.completed_in_learning_system',
          subject: `event:${eventId}`,
          details: { attendeeId, serial, key: key.publicId, completedOn },
        });
        return issued;
      },
    };
  });
}

/**
 * Returns the person on the roster whom a request without an id and an address is about; null for somebody new. Only the
 * name says who it is, so it is compared the way a claim is.
 * @throws AppError `conflict` when a person with the name has a certificate already, or several people share it
 */
async function findByName(db: Queryable, learner: Learner, { learnerId }: KnownAs): Promise<OnRoster | null> {
  if (learnerId !== null || learner.email !== null) return null;
  const namesakes = await listNamesakes(db, learner.eventId, learner);
  const { attendeeId, waitsFor } = whoClaims(namesakes, learner);
  if (waitsFor === 'same_name' || waitsFor === 'has_certificate') throw nameTaken();
  return namesakes.find(({ id }) => id === attendeeId) ?? null;
}

export function certificateOf(
  { id, currentCertificateId, serial, signed }: LearnerOnRoster,
  eventId: number,
): LearnersCertificate | null {
  return currentCertificateId && serial
    ? { eventId, certificateId: currentCertificateId, serial, attendeeId: id, signed, isNew: false }
    : null;
}

function soughtAs({ identity, learnerId }: KnownAs, { email }: Learner) {
  return { identity, learnerId, email };
}

/** The next request under this id finds the same attendee, whatever the name and address are by then. */
async function saveLearnerId(
  tx: Transaction,
  eventId: number,
  attendeeId: number,
  { learnerId }: KnownAs,
): Promise<boolean> {
  return learnerId === null || keepLearnerId(tx, { eventId, attendeeId, ...learnerId });
}

/**
 * Fills in what the learning system left out from the roster; the system's own values win, because it recorded the
 * completion.
 */
function factsFor(learner: Learner, person: OnRoster | null): Learner {
  return {
    ...learner,
    email: learner.email ?? person?.email ?? null,
    school: learner.school || person?.school || '',
    educatorNumber: learner.educatorNumber || person?.educatorNumber || '',
  };
}

async function putOnRoster(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  { learner, known, person }: { learner: Learner; known: KnownAs; person: OnRoster | null },
): Promise<number> {
  const { name, email, school, educatorNumber, units, eventId } = learner;
  const now = clock.now();
  const row = { name, email, school, educatorNumber, units, completed: true, updatedAt: now };
  if (person) {
    await changeAttendee(tx, person.id, row);
    return person.id;
  }
  const { identity } = known;
  const id = await insertLearner(tx, { ...row, eventId, source: 'learning_system', identity, createdAt: now });
  if (id === null) throw new StaleError();
  return id;
}

function nameTaken(): AppError {
  return new AppError(
    'conflict',
    'Someone with this name is already on the event’s roster. Send “learnerId” or “email” as well, which tell people with the same name apart.',
  );
}

function revoked(): AppError {
  return new AppError(
    'conflict',
    'The provider has revoked this learner’s certificate of the event, and only the provider can issue another.',
  );
}
