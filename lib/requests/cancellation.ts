import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { lockRoster } from '@/db/queries/roster';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { stampOf } from '@/lib/events/rules';
import { writeCancellation } from '@/lib/events/write-cancellation';
import type { Context } from '@/lib/platform/visit';
import { revokeIssued } from './issued-certificates';
import { type Asked, eventIdOf, type Kind, type Prepared, type RequestView, type Seen, type Viewing } from './kind';
import { KIND_WORDS } from './kind-words';

/** The event as it was when the provider asked. */
export type CancellationBasis = { stamp: string };

const basisSchema = z.object({ stamp: z.string() });

/** Returns the event, and whether it, its certificates or its count have changed since the provider asked. */
export async function viewCancellation(ctx: Viewing, request: Asked): Promise<RequestView> {
  const event = await getEvent(ctx, eventIdOf(request));
  const saw = stampOf(event);
  return { event, saw, fields: [], moved: saw !== basisSchema.parse(request.basis).stamp };
}

/** Locks the roster and the event, and cancels it in the transaction that approves the request. */
export async function prepareCancellation(tx: Transaction, ctx: Context, seen: Seen): Promise<Prepared> {
  const eventId = eventIdOf(seen);
  await lockRoster(tx, eventId, 'every-provider');
  const locked = await lockEvent(tx, eventId, 'every-provider');
  if (!locked) throw eventNotFound();
  if (stampOf(locked) !== seen.saw) return 'moved';
  return {
    apply: async ({ id, reason, requestKey }, { certificates }) => {
      // Staff may have canceled it themselves in the meantime, so that nothing is left to do.
      if (!locked.canceledAt) await writeCancellation(tx, ctx, { eventId, reason, requestId: id });
      if (certificates === 'leave') return { last: KIND_WORDS.cancellation.approved.last };
      if (certificates !== 'revoke') return undefined;
      const why = `The event was canceled (request ${id}).`;
      const last = await revokeIssued(tx, ctx, { eventId, requestKey, reason: why });
      return last === undefined ? undefined : { last };
    },
  };
}

/** The kind of request that cancels an event, before or after it ended (M19). */
export const cancellation: Kind = { view: viewCancellation, prepare: prepareCancellation };
