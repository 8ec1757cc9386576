import type { Transaction } from '@/db/client';
import {
  completeLearner,
  findEventToEarn,
  insertLearner,
  type LearnerOnRoster,
  listLearnersKnownAs,
  listRevokedLearners,
} from '@/db/queries/learners';
import { record } from '@/lib/audit/record';
import { prepareCertificates, storeCertificates } from '@/lib/certificates/issue/prepare';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { KeyVisit } from './authenticate';
import { type KnownAs, type Learner, whoOf } from './learner';
import { whyNotEarned } from './rules';

/** A roster or event that keeps being edited while the certificate is made is tried this often. */
const TRIES = 4;

export type LearnersCertificate = {
  certificateId: number;
  serial: string;
  attendeeId: number;
  /** False: the learner had it already. */
  isNew: boolean;
};

/**
 * Puts a learner who completed an event on its roster and issues the certificate, in one transaction with what the
 * caller writes `alongside`. A learner who has one keeps it, however often and at once the system asks.
 * @throws AppError `not_found`, `invalid`, `unavailable`, or `conflict` when the provider revoked it
 */
export async function issueToLearner(
  visit: KeyVisit,
  learner: Learner,
  known: KnownAs,
  alongside: (tx: Transaction, certificate: LearnersCertificate) => Promise<void>,
): Promise<LearnersCertificate> {
  const scope = { providerId: visit.key.providerId };
  const { eventId } = learner;
  const event = await findEventToEarn(visit.db, eventId, scope);
  if (!event) throw eventNotFound();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const person = await findLearner(visit, learner, known);
    const held = person && certificateOf(person);
    if (held) {
      await visit.db.transaction((tx) => alongside(tx, held));
      return held;
    }
    const why = whyNotEarned(learner, event, visit.clock.today());
    if (why) throw new AppError('invalid', why);
    const facts = factsFor(learner, person);
    const prepared = await prepareCertificates(visit, { eventId, scope }, [facts]);
    try {
      return await visit.db.transaction(async (tx) => {
        const attendeeId = await putOnRoster(tx, visit, { learner: facts, known, person });
        if (whoOf(await listRevokedLearners(tx, eventId, identitiesOf(known)), known, learner)) throw revoked();
        const stored = await storeCertificates(tx, visit, prepared, [attendeeId], { origin: 'learning_system' });
        if (!stored) throw new ChangedMeanwhile();
        const { id, serial } = stored[0]!;
        const made = { certificateId: id, serial, attendeeId, isNew: true };
        await alongside(tx, made);
        await record(tx, visit, {
          action: 'attendee.completed_in_learning_system',
          subject: `event:${eventId}`,
          details: { attendeeId, serial, key: visit.key.publicId, completedOn: learner.completedOn },
        });
        return made;
      });
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
    }
  }
  throw new AppError('conflict', 'The event or its roster is being edited right now. Ask again in a minute.');
}

/** Undoes the transaction, so that it is tried again from what is there now. */
class ChangedMeanwhile extends Error {}

/** This learner's place on the roster, or null. */
export async function findLearner(visit: KeyVisit, learner: Learner, known: KnownAs): Promise<LearnerOnRoster | null> {
  const scope = { providerId: visit.key.providerId };
  return whoOf(await listLearnersKnownAs(visit.db, learner.eventId, identitiesOf(known), scope), known, learner);
}

export function certificateOf({ id, certificateId, serial }: LearnerOnRoster): LearnersCertificate | null {
  return certificateId && serial ? { certificateId, serial, attendeeId: id, isNew: false } : null;
}

function identitiesOf({ identity, onRoster }: KnownAs): string[] {
  return onRoster ? [identity, onRoster] : [identity];
}

/** The system was there when the course was completed; what it leaves out, the roster may know. */
function factsFor(learner: Learner, person: LearnerOnRoster | null): Learner {
  return {
    ...learner,
    email: learner.email ?? person?.email ?? null,
    school: learner.school || person?.school || '',
    educatorNumber: learner.educatorNumber || person?.educatorNumber || '',
  };
}

async function putOnRoster(
  tx: Transaction,
  { clock }: KeyVisit,
  { learner, known, person }: { learner: Learner; known: KnownAs; person: LearnerOnRoster | null },
): Promise<number> {
  const { name, email, school, educatorNumber, units, eventId } = learner;
  const now = clock.now();
  const row = { name, email, school, educatorNumber, units, updatedAt: now };
  const id = person
    ? await completeLearner(tx, person, row)
    : await insertLearner(tx, {
        ...row,
        eventId,
        completed: true,
        source: 'learning_system',
        identity: known.identity,
        createdAt: now,
      });
  if (id === null) throw new ChangedMeanwhile();
  return id;
}

function revoked(): AppError {
  return new AppError(
    'conflict',
    'The provider has revoked this learner’s certificate of the event, and only the provider can issue another.',
  );
}
