import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { changeAttendee } from '@/db/queries/attendees';
import type { LearningSystem, Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import {
  attendeeName,
  attendeeSchool,
  attendeeUnits,
  attendeeVersion,
  educatorNumber,
} from '@/lib/attendees/attendee-input';
import { identityOf } from '@/lib/attendees/identity';
import { whyUnitsTooMany } from '@/lib/attendees/units';
import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { draftCertificates, printDrafts } from '../issue/make-certificates';
import { prepareAndStore } from '../issue/prepare-and-store';
import type { StoredCertificate } from '../issue/store-certificates';
import { getCertificate } from './get-certificate';
import { NOT_VALID, whyNotCorrectable } from './rules';
import { saysTheSame } from './same-facts';
import { supersede } from './supersede';

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

/** The form of a correction, which starts from the roster. */
export const correctFormSchema = correctSchema.extend({ version: attendeeVersion });

type Printed = Omit<z.output<typeof correctSchema>, 'reason'>;

/** What the new certificate says; a field that is left out stays as it is on the roster when the certificate is made. */
type Input = { [Field in keyof Printed]?: Printed[Field] | undefined } & {
  reason: string;
  /** The version of the person's line on the roster that a form showed. */
  version?: number;
  eventId: number;
  certificateId: number;
  /** When the attendee completed the event, if a learning system says so; noted in the log. */
  completedOn?: Day | undefined;
};

const ROSTER_CHANGED =
  'The person’s line on the roster was changed after this page was opened. Open the page again, then correct the certificate.';

/** What a caller writes in the same transaction. */
type Alongside = (tx: Transaction, corrected: StoredCertificate) => Promise<void>;

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
  const { eventId, certificateId } = input;
  authorize(ctx, 'certificate.correct');
  return prepareAndStore(ctx, async () => {
    const old = await getCertificate(ctx, eventId, certificateId, 'certificate.correct');
    const { attendee } = old;
    const person = {
      name: input.name ?? attendee.name,
      school: input.school ?? attendee.school,
      educatorNumber: input.educatorNumber ?? attendee.educatorNumber,
      units: input.units === undefined ? unitsOf(attendee.units) : (input.units ?? unitsOf(old.eventHours)),
    };
    const why = whyNotCorrectable(old) ?? whyUnitsTooMany(person.units, { hours: old.eventHours });
    if (why) throw new AppError(why === NOT_VALID ? 'conflict' : 'invalid', why);
    if (input.version !== undefined && input.version !== attendee.version)
      throw new AppError('conflict', ROSTER_CHANGED);
    const draft = await draftCertificates(ctx, { eventId, scope: scopeOf(ctx.actor) }, [person]);
    if (saysTheSame(old.facts as NamedFacts, draft.drafts[0]!)) {
      throw new AppError('invalid', 'Nothing is different from the current certificate. Change what is wrong on it.');
    }
    const made = await printDrafts(ctx, draft);
    return {
      eventId,
      attendees: [attendee],
      shared: made.shared,
      store: async (tx, { attendees: [now] }) => {
        await changeAttendee(tx, attendee.id, {
          ...person,
          identity: identityOf({ ...person, email: attendee.email }, now!.identity),
          updatedAt: ctx.clock.now(),
        }).catch(refuseTwice);
        const replaced = { certificateId, serial: old.serial, attendeeId: attendee.id };
        const [stored] = await supersede(tx, ctx, [replaced], made, input);
        await alongside?.(tx, stored!);
        return stored!.id;
      },
    };
  });
}

function refuseTwice(error: unknown): never {
  const fault = databaseFault(error);
  if (fault?.kind === 'duplicate' && fault.constraint === 'attendees_identity_unique') {
    throw new AppError(
      'conflict',
      'Someone else with this name and educator number or school is already on the roster. If they are the same person, revoke this certificate instead.',
    );
  }
  throw error;
}
