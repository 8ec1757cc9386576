import { listEventsByIds } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { ProviderEvent } from '@/lib/events/event';
import { getEvent } from '@/lib/events/find-event';
import { whyNotEditable } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { MAX_COPIES } from './choices';

export type AddedCopy = { id: number; title: string; startsOn: Day; endsOn: Day; editable: boolean };

/**
 * Lists the events that were just added as copies of this one. `numbers`: theirs, as they are in the address; a number of
 * another provider's event is left out.
 * @throws AppError `not_found` when the event is not the provider's, `forbidden` for people who may not add events
 */
export async function listCopies(
  ctx: Context,
  eventId: number,
  numbers: string,
): Promise<{ event: ProviderEvent; copies: AddedCopy[] }> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'event.add', event);
  const ids = numbers
    .split('-')
    .filter((number) => /^[1-9]\d{0,8}$/.test(number))
    .slice(0, MAX_COPIES)
    .map(Number);
  const today = ctx.clock.today();
  const rows = await listEventsByIds(ctx.db, ids, scopeOf(ctx.actor));
  const copies = rows.map(({ canceledAt, ...row }) => ({
    ...row,
    editable: whyNotEditable({ ...row, canceledAt }, today) === null,
  }));
  return { event, copies };
}
