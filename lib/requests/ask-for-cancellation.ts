import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { findRequestByKey, findUndecidedRequest } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { ProviderEvent } from '@/lib/events/event';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { stampOf, whyCanceled } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import type { CancellationBasis } from './cancellation';
import { KIND_WORDS } from './kind-words';
import { MAX_WORDS } from './limits';
import { sendRequest } from './send-request';

export const cancellationSchema = z.object({
  reason: paragraphsOfText({ label: 'The reason', max: MAX_WORDS }),
  requestKey: z.guid('Open the page again, then send the request.'),
});

type Input = z.output<typeof cancellationSchema> & { eventId: number };

/**
 * Returns what is needed to ask for the cancellation of an event, or why that is not possible now; `undecided` is the
 * request that already exists.
 * @throws AppError `not_found`, or `forbidden` for people who can't change events
 */
export async function cancellationForm(
  ctx: Context,
  eventId: number,
): Promise<
  | { event: ProviderEvent; why: string; undecided: number | null }
  | { event: ProviderEvent; why: null; requestKey: string }
> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'request.make', event);
  const why = whyCanceled(event);
  if (why) return { event, why, undecided: null };
  const undecided = await findUndecidedRequest(ctx.db, { eventId, kind: 'cancellation' });
  if (undecided) return { event, why: KIND_WORDS.cancellation.already, undecided };
  return { event, why: null, requestKey: crypto.randomUUID() };
}

/**
 * Asks the agency to cancel an event, before or after it ended (M19). A form sent twice makes one request.
 * @returns the request's number
 * @throws AppError `not_found`, `forbidden`, `invalid` for a canceled event, or `conflict` when the event already has an
 * undecided request
 */
export async function askForCancellation(ctx: Context, { eventId, reason, requestKey }: Input): Promise<number> {
  const scope = scopeOf(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, eventId, scope);
    if (!event) throw eventNotFound();
    authorize(ctx, 'request.make', event);
    const done = await findRequestByKey(tx, requestKey, scope);
    if (done) return done;
    const why = whyCanceled(event);
    if (why) throw new AppError('invalid', why);
    const basis: CancellationBasis = { stamp: stampOf(event) };
    return sendRequest(tx, ctx, {
      providerId: event.providerId,
      kind: 'cancellation',
      eventId,
      reason,
      asked: {},
      basis,
      basisVersion: event.version,
      requestKey,
    });
  });
}
