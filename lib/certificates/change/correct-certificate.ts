import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { changeAttendee, lockAttendees } from '@/db/queries/attendees';
import { insertCertificateEnding } from '@/db/queries/certificate-list';
import { type LearningSystem, type Person, userIdOf } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { attendeeName, attendeeSchool, attendeeUnits, educatorNumber } from '@/lib/attendees/attendee-input';
import { identityOf } from '@/lib/attendees/identity';
import { whyUnitsTooMany } from '@/lib/attendees/units';
import { record } from '@/lib/audit/record';
import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { AppError, StaleError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import {
  type Participant,
  type Prepared,
  prepareCertificates,
  type StoredCertificate,
  storeCertificates,
} from '../issue/prepare';
import { type CertificateDetails, getCertificate } from './get-certificate';
import { NOT_VALID, whyNotCorrectable } from './rules';
import { saysTheSame } from './same-facts';

export const correctSchema = z.object({
  name: attendeeName,
  school: attendeeSchool,
  educatorNumber,
  units: attendeeUnits.refine(
    (units) => units !== '0',
    'A certificate is for at least 0.25 PDUs. If the person earned none, revoke it.',
  ),
  /** Saved with the old certificate; only the provider and staff can read it. */
  reason: paragraphsOfText({ label: 'A reason', max: 500 }),
});

type Input = z.output<typeof correctSchema> & {
  eventId: number;
  certificateId: number;
  /** When the attendee completed the event, if a learning system says so; noted in the log. */
  completedOn?: Day | undefined;
};

/** What a caller writes in the same transaction. */
type Alongside = (tx: Transaction, corrected: StoredCertificate) => Promise<void>;

/** How many times to try when the event or the roster keeps being edited while the certificate is made. */
const TRIES = 3;

/**
 * Replaces a valid certificate with a corrected one: the old one is superseded, which people who check it can see, and
 * the roster matches the new one. The event's facts are the current ones (M18).
 * @param alongside what the caller writes in the same transaction
 * @returns the new certificate's number
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing would be different, `unavailable`, or `conflict`
 */
export async function correctCertificate(
  ctx: Context<Person | LearningSystem>,
  input: Input,
  alongside?: Alongside,
): Promise<number> {
  const { actor } = ctx;
  authorize(ctx, 'certificate.correct');
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const old = await getCertificate(ctx, input.eventId, input.certificateId, 'certificate.correct');
    const person = {
      name: input.name,
      school: input.school,
      educatorNumber: input.educatorNumber,
      units: input.units ?? unitsOf(old.eventHours),
    };
    const why = whyNotCorrectable(old) ?? whyUnitsTooMany(person.units, { hours: old.eventHours });
    if (why) throw new AppError(why === NOT_VALID ? 'conflict' : 'invalid', why);
    const prepared = await prepareCertificates(ctx, { eventId: input.eventId, scope: scopeOf(actor) }, [person]);
    if (saysTheSame(old.facts as NamedFacts, prepared.certificates[0]!.facts)) {
      throw new AppError('invalid', 'Nothing is different from the current certificate. Change what is wrong on it.');
    }
    const replaced = await replace(ctx, old, person, prepared, input, alongside);
    if (replaced !== null) return replaced;
  }
  throw new AppError('conflict', 'The event or its roster is being edited right now. Wait a moment, then try again.');
}

/** Replaces the certificate; null when the attendee or the event was edited since the new one was made. */
async function replace(
  ctx: Context<Person | LearningSystem>,
  old: CertificateDetails,
  person: Participant,
  prepared: Prepared,
  { reason, completedOn }: Input,
  alongside?: Alongside,
): Promise<number | null> {
  const { attendee } = old;
  const eventId = prepared.eventId;
  const { serial } = prepared.certificates[0]!.facts;
  return unlessEdited(ctx, async (tx) => {
    const [now] = await lockAttendees(tx, [attendee.id]);
    if (now?.currentCertificateId !== old.id) throw new AppError('conflict', NOT_VALID);
    if (now.version !== attendee.version) throw new StaleError();
    const at = ctx.clock.now();
    await changeAttendee(tx, attendee.id, {
      ...person,
      identity: identityOf({ ...person, email: attendee.email }, now.identity),
      updatedAt: at,
    });
    // The ending comes first, because an attendee has at most one certificate. A check at the end makes sure that the
    // successor exists.
    await insertCertificateEnding(tx, {
      certificateId: old.id,
      kind: 'superseded',
      reason,
      supersededBy: serial,
      endedBy: userIdOf(ctx.actor),
      endedAt: at,
    });
    const stored = await storeCertificates(tx, ctx, prepared, [attendee.id], { origin: 'issued' });
    if (!stored) throw new StaleError();
    await record(tx, ctx, {
      action: 'certificate.corrected',
      subject: `event:${eventId}`,
      details: { before: old.serial, after: serial, reason, ...(completedOn && { completedOn }) },
    });
    await alongside?.(tx, stored[0]!);
    return stored[0]!.id;
  });
}

async function unlessEdited(
  { db }: Pick<Context, 'db'>,
  work: (tx: Transaction) => Promise<number>,
): Promise<number | null> {
  try {
    return await db.transaction(work);
  } catch (error) {
    if (error instanceof StaleError) return null;
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'attendees_identity_unique') {
      throw new AppError(
        'conflict',
        'Someone else with this name and educator number or school is already on the roster. If they are the same person, revoke this certificate instead.',
      );
    }
    throw error;
  }
}
