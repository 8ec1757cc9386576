import { z } from 'zod';
import { findEventToEarn } from '@/db/queries/learners';
import { correctCertificate, correctSchema } from '@/lib/certificates/change/correct-certificate';
import { getCertificate } from '@/lib/certificates/change/get-certificate';
import { eventNotFound } from '@/lib/events/find-event';
import { unitsOf } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import { checkUrl, pdfUrl } from './addresses';
import type { CorrectedAnswer } from './answers';
import type { SystemContext } from './authenticate';
import { type Answered, carryOutOnce } from './carry-out-once';
import { dayCompleted } from './completed-on';
import { endedError, getOwnCertificate } from './find-certificate';
import { learnerShape } from './learner';
import { whyNotEarned } from './rules';
import { requireSigned } from './signed-only';

const { name, units, completedOn } = learnerShape;
const { school, educatorNumber, reason } = correctSchema.shape;

/** What is wrong on a certificate, with its right value; a field that is left out stays as it is. */
export const correctionRequest = z.strictObject({
  name: name.optional(),
  units: units.optional(),
  completedOn: completedOn.optional(),
  school: school.optional().meta({ description: 'School or district, printed on the certificate.' }),
  educatorNumber: educatorNumber.optional().meta({
    description: 'The educator (folio) number, printed on the certificate. Never a Social Security number.',
  }),
  reason: reason.meta({
    description: 'Why the certificate is replaced. Only the provider and agency staff can read it.',
    maxLength: 500,
    examples: ['The name was misspelled.'],
  }),
});

type Input = z.output<typeof correctionRequest>;

/**
 * Replaces one of the provider's certificates with a corrected one, the way a person does on the event's pages. The same
 * idempotency key with the same request gets the same answer.
 * @throws AppError `not_found`, both for another provider's certificate and for one that does not exist, `invalid` when
 * nothing would be different, `conflict` when it is no longer valid or the event has to be signed first, or `unavailable`
 */
export async function requestCorrection(
  ctx: SystemContext,
  idempotencyKey: string,
  typedSerial: string,
  input: Input,
): Promise<Answered<CorrectedAnswer>> {
  const found = await getOwnCertificate(ctx, typedSerial);
  const { serial: supersedes, eventId, id: certificateId } = found;
  const request = ['correct', supersedes, ...Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))];
  return carryOutOnce<CorrectedAnswer>(ctx, { idempotencyKey, request }, async (keep) => {
    if (found.ending) throw await endedError(ctx, found);
    const { attendee } = await getCertificate(ctx, eventId, certificateId, 'certificate.correct');
    await requireSigned(ctx, ctx.actor, eventId);
    const completed = input.completedOn === undefined ? undefined : dayCompleted(input.completedOn, ctx.clock);
    const units = input.units ?? unitsOf(attendee.units);
    if (completed !== undefined) await checkEarned(ctx, eventId, { units, completedOn: completed });
    await correctCertificate(
      ctx,
      { ...input, completedOn: completed, eventId, certificateId },
      (tx, { serial, signed }) =>
        keep(tx, 201, { serial, supersedes, eventId, signed, checkUrl: checkUrl(serial), pdfUrl: pdfUrl(serial) }),
    );
  });
}

async function checkEarned(
  { db, clock, actor }: SystemContext,
  eventId: number,
  earned: { units: string; completedOn: string },
): Promise<void> {
  const event = await findEventToEarn(db, eventId, { providerId: actor.providerId });
  if (!event) throw eventNotFound();
  const why = whyNotEarned(earned, event, clock.today());
  if (why) throw new AppError('invalid', why);
}
