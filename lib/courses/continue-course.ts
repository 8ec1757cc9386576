import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findContinuation } from '@/db/queries/course-entries';
import { lockEvent } from '@/db/queries/events';
import { findLatestSignatureOf, insertEventSigning } from '@/db/queries/signing';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import { whyNotContinued } from '@/lib/events/asynchronous';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { checkCategories } from '@/lib/events/offered-categories';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { findSimilarEvents } from '@/lib/events/similar-events';
import { writeNewEvent } from '@/lib/events/write-new-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { copyQuestions } from '@/lib/series/copy-questions';
import { whyNotTheseDates } from '@/lib/series/rules';
import { sourceOf, whyNotCopied } from '@/lib/series/source';
import { refuseOtherStatement } from '@/lib/signing/sign-event';
import { recordId } from '@/lib/users/record-id';
import { nextEntryOf, whyCanceledNext } from './rules';

export const continueCourseSchema = z.object({
  /** What the person saw would be copied. */
  stamp: z.string('Open the page again, then make the entry.'),
  /** Whether they saw that there is an event like it on those dates. */
  sameEvent: z
    .literal('accepted')
    .optional()
    .transform((value) => value === 'accepted'),
  /**
   * How the next entry of a signed one is signed: by the button that was pressed. An entry that is signed by hand has
   * neither.
   */
  signing: z.enum(['sign', 'unsigned'], 'Open the page again, then make the entry.').optional(),
  /** The signature and the statement that the person saw beside the button that signs. */
  signatureId: recordId.optional(),
  statement: z.string().optional(),
});

type Input = z.output<typeof continueCourseSchema> & { eventId: number };

/**
 * Makes the entry for the next year of a course that is always open (manual, "Continuously Available Asynchronous
 * Professional Development Unit Activities"; M10): the same content on the dates after this entry. Share links, keys and
 * signed links of this entry lead to the new one from its first day on. A second click returns the entry of the first.
 * @returns the number of the next entry
 * @throws AppError `not_found`, `forbidden`, `invalid`, or `conflict` when the page no longer shows what would be made
 */
export async function continueCourse(ctx: Context, input: Input): Promise<number> {
  const { eventId } = input;
  return ctx.db.transaction(async (tx) => {
    const locked = await lockEvent(tx, eventId, scopeOf(ctx.actor));
    if (!locked) throw eventNotFound();
    authorize(ctx, 'event.add', locked);
    const made = await findContinuation(tx, eventId);
    const canceledNext = made && whyCanceledNext(made);
    if (canceledNext) throw new AppError('invalid', canceledNext);
    if (made) return made.id;
    refuseCanceled(locked);
    const event = await getEvent({ ...ctx, db: tx }, eventId);
    const source = await sourceOf(tx, event);
    const content = nextEntryOf(source.content);
    const why = whyNotContinued(event) ?? whyNotCopied(source) ?? whyNotTheseDates([content]);
    if (why) throw new AppError('invalid', why);
    if (source.stamp !== input.stamp) {
      throw new AppError(
        'conflict',
        'The event was changed while this page was open, so nothing was made. Reload the page and look at it again.',
      );
    }
    const { providerId } = locked;
    if (!input.sameEvent && (await findSimilarEvents(tx, providerId, content, {})).length > 0) {
      throw new AppError(
        'conflict',
        'An event like this was added for these dates while this page was open, so nothing was made. Reload the page.',
      );
    }
    await checkCategories(tx, content.categoryIds, []);
    const which = { providerId, requestKey: crypto.randomUUID(), continuesEventId: eventId };
    const nextEventId = (await writeNewEvent(tx, ctx, which, content))!;
    if (source.questions) await copyQuestions(tx, ctx, nextEventId, source.questions);
    await signNext(tx, ctx, nextEventId, input);
    await record(tx, ctx, { action: 'event.continued', subject: `event:${eventId}`, details: { nextEventId } });
    return nextEventId;
  });
}

/**
 * Signs the next entry, or leaves it unsigned if that was chosen: links of a signed entry never begin to give out unsigned
 * certificates at midnight by accident (M12).
 */
async function signNext(
  tx: Transaction,
  ctx: Context,
  nextEventId: number,
  { eventId, signing, signatureId, statement }: Input,
): Promise<void> {
  if (signing !== 'sign') {
    if (signing === 'unsigned' || !(await isSignedDigitally(tx, eventId))) return;
    throw new AppError(
      'invalid',
      'This event is signed digitally. Choose whether you sign the entry for the next year, too. If the page does not offer that, open it again.',
    );
  }
  authorize(ctx, 'event.sign');
  const signature = await findLatestSignatureOf(tx, ctx.actor.userId);
  if (!signature || signature.id !== signatureId) {
    throw new AppError('conflict', 'Your signature has changed, so nothing was made. Open this page again.');
  }
  await refuseOtherStatement(tx, ctx, statement ?? '');
  await insertEventSigning(tx, {
    eventId: nextEventId,
    signatureId: signature.id,
    statement,
    signedBy: ctx.actor.userId,
    signedAt: ctx.clock.now(),
  });
  await record(tx, ctx, {
    action: 'event.signed',
    subject: `event:${nextEventId}`,
    details: { signatureId: signature.id, eventVersion: 1 },
  });
}
