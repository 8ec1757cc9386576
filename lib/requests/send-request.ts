import type { Transaction } from '@/db/client';
import { insertRequest, insertRequestStep, type NewRequest } from '@/db/queries/requests';
import { record } from '@/lib/audit/record';
import { addBusinessDays } from '@/lib/platform/business-days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { otherHolidays } from '@/lib/settings/other-holidays';
import { notifyAgency } from './emails';
import { KIND_WORDS } from './kind-words';
import { DAYS_TO_ANSWER } from './limits';

type Sent = Pick<NewRequest, 'providerId' | 'kind' | 'reason' | 'asked' | 'basis' | 'basisVersion' | 'requestKey'> & {
  /** Null for a request about the provider itself. */
  eventId: number | null;
};

/**
 * Sends a request of any kind. The caller has locked the event, if it is about one, and has decided whether the
 * person may ask.
 * @returns the request's number
 * @throws AppError `conflict` when an undecided request already asks for the same
 */
export async function sendRequest(tx: Transaction, ctx: Context, sent: Sent): Promise<number> {
  const { kind, eventId, reason } = sent;
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const requestId = await insertRequest(tx, {
    ...sent,
    askedBy: userId,
    askedAt: at,
    dueOn: addBusinessDays(ctx.clock.today(), DAYS_TO_ANSWER, await otherHolidays(ctx, tx)),
  });
  if (!requestId) throw new AppError('conflict', KIND_WORDS[kind].already);
  await insertRequestStep(tx, { requestId, kind: 'sent', by: userId, at, text: reason });
  await record(tx, ctx, { action: 'request.sent', subject: `request:${requestId}`, details: { kind, eventId } });
  await notifyAgency(tx, ctx, requestId, 'sent');
  return requestId;
}
