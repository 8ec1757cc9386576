import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { correctAttendee, lockAttendees } from '@/db/queries/attendees';
import { insertCertificateEnding } from '@/db/queries/certificate-list';
import { attendeeName, attendeeSchool, attendeeUnits, educatorNumber } from '@/lib/attendees/attendee-input';
import { identityOf } from '@/lib/attendees/identity';
import { whyUnitsTooMany } from '@/lib/attendees/units';
import { record } from '@/lib/audit/record';
import { authoriseEventChange } from '@/lib/events/policy';
import { unitsOf } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import { type Context, scopeOf } from '@/lib/platform/visit';
import type { NamedFacts } from '../facts';
import { type Prepared, prepareCertificates, storeCertificates } from '../issue/prepare';
import { type CertificateDetails, getCertificate } from './get-certificate';
import { NOT_HOLDING, whyNotChangeable } from './rules';

export const correctSchema = z.object({
  name: attendeeName,
  school: attendeeSchool,
  educatorNumber,
  units: attendeeUnits,
  /** Kept with the old certificate; only the provider and staff read it. */
  reason: paragraphsOfText({ label: 'A reason', max: 500 }),
});

type Input = z.output<typeof correctSchema> & { eventId: number; certificateId: number };

/** An event or a roster that keeps being edited while the certificate is made is tried this often. */
const TRIES = 3;

/**
 * Makes a certificate anew with what is right, in the place of one that holds: the old one is superseded and says so
 * when it is checked, the roster says the same as the new one. What the event says is as it is now (M18).
 * @returns the new certificate's number
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing would be different, `unavailable`, or `conflict`
 */
export async function correctCertificate(ctx: Context, input: Input): Promise<number> {
  const { actor } = ctx;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const old = await getCertificate(ctx, input.eventId, input.certificateId);
    authoriseEventChange(actor);
    const person = {
      name: input.name,
      school: input.school,
      educatorNumber: input.educatorNumber,
      units: input.units ?? unitsOf(old.eventHours),
    };
    const why = whyNotChangeable(old) ?? whyUnitsTooMany(person.units, { hours: old.eventHours });
    if (why) throw new AppError(why === NOT_HOLDING ? 'conflict' : 'invalid', why);
    const prepared = await prepareCertificates(ctx, { eventId: input.eventId, scope: scopeOf(actor) }, [person]);
    if (saysTheSame(old.facts as NamedFacts, prepared.certificates[0]!.facts)) {
      throw new AppError('invalid', 'Nothing is different from the certificate as it is. Change what is wrong on it.');
    }
    const replaced = await replace(ctx, old, person, prepared, input.reason);
    if (replaced !== null) return replaced;
  }
  throw new AppError('conflict', 'The event or its roster is being edited right now. Wait a moment, then try again.');
}

type Person = { name: string; school: string; educatorNumber: string; units: string };

/** Null when the attendee or the event was edited since the new certificate was made. */
async function replace(
  ctx: Context,
  old: CertificateDetails,
  person: Person,
  prepared: Prepared,
  reason: string,
): Promise<number | null> {
  const { attendee } = old;
  const eventId = prepared.eventId;
  const { serial } = prepared.certificates[0]!.facts;
  return unlessEdited(ctx, async (tx) => {
    const [now] = await lockAttendees(tx, [attendee.id]);
    if (now?.currentCertificateId !== old.id) throw new AppError('conflict', NOT_HOLDING);
    if (now.version !== attendee.version) throw new EditedMeanwhile();
    const at = ctx.clock.now();
    await correctAttendee(tx, attendee.id, {
      ...person,
      identity: identityOf({ ...person, email: attendee.email }),
      updatedAt: at,
    });
    // The ending comes first: an attendee has one certificate at most. That its successor exists is checked at the end.
    await insertCertificateEnding(tx, {
      certificateId: old.id,
      kind: 'superseded',
      reason,
      supersededBy: serial,
      endedBy: ctx.actor.userId,
      endedAt: at,
    });
    const stored = await storeCertificates(tx, ctx, prepared, [attendee.id], { origin: 'issued' });
    if (!stored) throw new EditedMeanwhile();
    await record(tx, ctx, {
      action: 'certificate.corrected',
      subject: `event:${eventId}`,
      details: { before: old.serial, after: serial, reason },
    });
    return stored[0]!.id;
  });
}

class EditedMeanwhile extends Error {
  override readonly name = 'EditedMeanwhile';
}

async function unlessEdited(
  { db }: Pick<Context, 'db'>,
  work: (tx: Transaction) => Promise<number>,
): Promise<number | null> {
  try {
    return await db.transaction(work);
  } catch (error) {
    if (error instanceof EditedMeanwhile) return null;
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'attendees_identity_unique') {
      throw new AppError(
        'conflict',
        'Somebody else with this name and educator number or school is on the roster already. If both are one person, revoke this certificate instead.',
      );
    }
    throw error;
  }
}

/** All but what every certificate has of its own. */
function saysTheSame(one: NamedFacts, other: NamedFacts): boolean {
  const compared = ({ serial: _serial, verifyUrl: _url, version: _version, ...facts }: NamedFacts) =>
    JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return compared(one) === compared(other);
}
