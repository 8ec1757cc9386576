import { z } from 'zod';
import {
  findQueueNeighbors,
  listAssignees,
  listQueue,
  listRequestsOfEvent,
  listRequestsOfProvider,
  type Queue,
  type RequestRow,
} from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { searchedFor } from '@/lib/events/list-query';
import type { OtherHolidays } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { cursor, DAY, ID } from '@/lib/platform/lists/cursor';
import { ifValid, recordId, searchText } from '@/lib/platform/lists/filters';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { otherHolidays } from '@/lib/settings/other-holidays';
import { QUEUES, type QueueName, type WorkedList } from './queues';
import { hiddenKinds } from './request';

const PAGE = 50;

const queuePosition = cursor({ dueOn: DAY, id: ID });

/**
 * The query of the queue's address: which queue, the search text, and where the page starts, such as `2026-05-03_42`.
 * Invalid values are ignored.
 */
export const queueSchema = z.object({
  queue: z.enum(QUEUES).catch('all'),
  q: searchText,
  after: queuePosition.schema,
});

export type QueueQuery = z.output<typeof queueSchema>;

/** The list that a member of staff works through, which the addresses of its requests carry, so that it leads back to it. */
export const workedListSchema = queueSchema.omit({ after: true }).catch({ queue: 'all', q: '' });

/** Returns one of the staff's queues, with what is due first at the top, and where the next page starts. */
export async function listStaffQueue(
  ctx: Context,
  { queue, q, after }: QueueQuery,
): Promise<{ requests: RequestRow[]; next: string | null; holidays: OtherHolidays }> {
  authorize(ctx, 'request.decide');
  const { words, eventNumber } = searchedFor(q);
  const rows = await listQueue(ctx.db, {
    queue: queueOf(queue, ctx.actor.userId),
    find: { words, number: eventNumber },
    after,
    limit: PAGE + 1,
  });
  const { shown, next } = onePage(rows, PAGE, queuePosition.write);
  return { requests: shown, next, holidays: await otherHolidays(ctx) };
}

function queueOf(queue: QueueName, userId: number): Queue {
  return queue === 'mine' ? { kind: 'mine', userId } : { kind: queue };
}

/** Returns the requests before and after this one in a list of undecided ones; none in the list of decided requests. */
export async function findNeighbors(
  ctx: Context,
  request: { id: number; dueOn: Day },
  { queue, q }: WorkedList,
): Promise<{ previous: number | null; next: number | null }> {
  authorize(ctx, 'request.decide');
  if (queue === 'decided') return { previous: null, next: null };
  const { words, eventNumber } = searchedFor(q);
  return findQueueNeighbors(ctx.db, {
    queue: queueOf(queue, ctx.actor.userId),
    find: { words, number: eventNumber },
    of: request,
  });
}

/** Returns the requests of the provider that the person works for, latest first, and where the next page starts. */
export async function listOwnRequests(
  ctx: Context,
  after: unknown,
): Promise<{ requests: RequestRow[]; next: number | null }> {
  const { providerId } = getPlace(ctx.actor);
  const rows = await listRequestsOfProvider(ctx.db, {
    providerId,
    without: hiddenKinds(ctx),
    after: ifValid(recordId).parse(after ?? null),
    limit: PAGE + 1,
  });
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  return { requests: shown, next };
}

/** Returns the requests for an event, latest first, to its provider and to staff. */
export async function listEventRequests(ctx: Context, eventId: number): Promise<RequestRow[]> {
  return listRequestsOfEvent(ctx.db, eventId, scopeOf(ctx.actor));
}

/** Returns the staff that a request can be assigned to. */
export async function listPossibleAssignees(ctx: Context): Promise<{ id: number; name: string }[]> {
  authorize(ctx, 'request.decide');
  return listAssignees(ctx.db);
}
