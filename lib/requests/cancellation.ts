import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { stampOf } from '@/lib/events/rules';
import { writeCancellation } from '@/lib/events/write-cancellation';
import type { Context } from '@/lib/platform/visit';
import { type Asked, eventIdOf, type Kind, type Prepared, type RequestView, type Seen, type Viewing } from './kind';

/** The event as it was when the provider asked. */
export type CancellationBasis = { stamp: string };

const basisSchema = z.object({ stamp: z.string() });

/** Returns the event, and whether it, its certificates or its count have changed since the provider asked. */
export async function viewCancellation(ctx: Viewing, request: Asked): Promise<RequestView> {
  const event = await getEvent(ctx, eventIdOf(request));
  const saw = stampOf(event);
  return { event, saw, fields: [], moved: saw !== basisSchema.parse(request.basis).stamp };
}

/** Locks the event, and cancels it in the transaction that approves the request. */
export async function prepareCancellation(tx: Transaction, ctx: Context, seen: Seen): Promise<Prepared> {
  const eventId = eventIdOf(seen);
  const locked = await lockEvent(tx, eventId, 'every-provider');
  if (!locked) throw eventNotFound();
  if (stampOf(locked) !== seen.saw) return 'moved';
  return {
    apply: async ({ id, reason }) => {
      // Staff may have canceled it themselves in the meantime, so that nothing is left to do.
      if (!locked.canceledAt) await writeCancellation(tx, ctx, { eventId, reason, requestId: id });
      return undefined;
    },
  };
}

/** The kind of request that cancels an event, before or after it ended (M19). */
export const cancellation: Kind = { view: viewCancellation, prepare: prepareCancellation };
