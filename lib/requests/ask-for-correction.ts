import { createHash } from 'node:crypto';
import { z } from 'zod';
import { listCategories, lockEvent } from '@/db/queries/events';
import { findRequestByKey, findUndecidedRequest } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { nameConference } from '@/lib/conferences/join-conference';
import type { EventContent, ProviderEvent } from '@/lib/events/event';
import { changedFields, contentOf, differencesOf } from '@/lib/events/event-content';
import type { RequestReview } from '@/lib/events/event-decision';
import { filledForm } from '@/lib/events/event-form-values';
import { attestedBefore, conferencesOf, type EventForm } from '@/lib/events/event-forms';
import { editEventSchema } from '@/lib/events/event-input';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { formTexts } from '@/lib/events/form-texts';
import { checkCategories, listOfferedCategories } from '@/lib/events/offered-categories';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { KIND_WORDS } from './kind-words';
import { MAX_WORDS } from './limits';
import { whyNotCorrectable } from './rules';
import { sendRequest } from './send-request';

/** `reviewed` contains the changes that the person saw and wants to send. */
export const correctionSchema = z.intersection(
  editEventSchema,
  z.object({
    reason: paragraphsOfText({ label: 'The reason', max: MAX_WORDS }),
    requestKey: z.guid('Open the page again, then send the request.'),
    reviewed: z.string().optional(),
  }),
);

type Input = z.output<typeof correctionSchema> & { eventId: number };

export type AskResult = { kind: 'asked'; requestId: number } | RequestReview;

/**
 * Returns the form to ask for a correction, or why none is needed or possible now; `undecided` is the request that
 * already exists.
 * @throws AppError `not_found`, or `forbidden` for people who can't change events
 */
export async function correctionForm(
  ctx: Context,
  eventId: number,
): Promise<
  { event: ProviderEvent; why: string; undecided: number | null } | { event: ProviderEvent; why: null; form: EventForm }
> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'request.make', event);
  const why = whyNotCorrectable(event, ctx.clock.today());
  if (why) return { event, why, undecided: null };
  const undecided = await findUndecidedRequest(ctx.db, { eventId, kind: 'correction' });
  if (undecided) return { event, why: KIND_WORDS.correction.already, undecided };
  const texts = await formTexts(ctx);
  const form = {
    values: {
      ...filledForm(contentOf(event)),
      attested: await attestedBefore(ctx, event, texts),
      version: String(event.version),
      requestKey: crypto.randomUUID(),
    },
    categories: await listOfferedCategories(ctx.db, event.categoryIds),
    conferences: await conferencesOf(ctx, event),
    provider: { name: event.providerName, phone: event.providerPhone },
    ...texts,
  };
  return { event, why: null, form };
}

/**
 * Asks the agency to correct an event that has ended (manual, "Revising Existing Events"; M17), after the person saw
 * what would change, compared with the event as it is then. A form sent twice makes one request.
 * @throws AppError `not_found`, `forbidden`, `invalid`, or `conflict` when the event already has an undecided request
 */
export async function askForCorrection(ctx: Context, input: Input): Promise<AskResult> {
  const {
    eventId,
    version,
    overVersion: _,
    pastEnd: __,
    sameEvent: ___,
    reason,
    requestKey,
    reviewed,
    ...entered
  } = input;
  const scope = scopeOf(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const locked = await lockEvent(tx, eventId, scope);
    if (!locked) throw eventNotFound();
    authorize(ctx, 'request.make', locked);
    const done = await findRequestByKey(tx, requestKey, scope);
    if (done) return { kind: 'asked', requestId: done };
    const today = ctx.clock.today();
    const why = whyNotCorrectable(locked, today);
    if (why) throw new AppError('invalid', why);
    const event = await getEvent({ actor: ctx.actor, db: tx }, eventId);
    const saved = contentOf(event);
    const conference = await nameConference(tx, locked.providerId, entered.conference, entered);
    const content = { ...entered, conference };
    const review = reviewOf(saved, content, await listCategories(tx));
    if (review.differences.length === 0) {
      throw new AppError('invalid', 'Nothing is different from the event as it is. Change what needs to be corrected.');
    }
    await checkCategories(tx, content.categoryIds, saved.categoryIds);
    if (reviewed !== review.reviewed) {
      if (event.version === version) return review;
      const changedMeanwhile = `${event.updatedByName} saved this event on ${formatMoment(event.updatedAt)}.`;
      return { ...review, changedMeanwhile };
    }

    const requestId = await sendRequest(tx, ctx, {
      providerId: locked.providerId,
      kind: 'correction',
      eventId,
      reason,
      asked: content,
      basis: saved,
      basisVersion: locked.version,
      requestKey,
    });
    return { kind: 'asked', requestId };
  });
}

function reviewOf(
  saved: EventContent,
  content: EventContent,
  categories: { id: number; name: string }[],
): RequestReview {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const differences = differencesOf(saved, content, changedFields(saved, content), names);
  const reviewed = createHash('sha256').update(JSON.stringify(differences)).digest('base64url');
  return { kind: 'review', differences, reviewed };
}
