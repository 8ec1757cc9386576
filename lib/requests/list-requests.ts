import { z } from 'zod';
import { providerNames } from '@/db/queries/provider-names';
import {
  findQueueNeighbors,
  listAssignees,
  listQueue,
  listRequestsOfEvent,
  listRequestsOfProvider,
  type Queue,
  type RequestRow,
  type Sought,
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
import { NO_FILTERS, QUEUES, type QueueName, type WorkedList } from './queues';
import { hiddenKinds } from './request';
import { REQUEST_KINDS } from './rules';

const PAGE = 50;

const queuePosition = cursor({ dueOn: DAY, id: ID });

/** A number in an address, or one that was read from it before. */
const number = z.coerce.string().pipe(recordId).nullable().catch(null);

/**
 * The query of the queue's address: which queue, the search text, the filters, and where the page starts, such as
 * `2026-05-03_42`. Invalid values are ignored.
 */
export const queueSchema = z.object({
  queue: z.enum(QUEUES).catch('all'),
  q: searchText,
  kind: z.enum(REQUEST_KINDS).nullable().catch(null),
  provider: number,
  assignee: number,
  after: queuePosition.schema,
});

export type QueueQuery = z.output<typeof queueSchema>;

/** The list that a member of staff works through, which the addresses of its requests carry, so that it leads back to it. */
export const workedListSchema = queueSchema.omit({ after: true }).catch({ queue: 'all', ...NO_FILTERS });

/**
 * Returns one of the staff's queues, with what is due first at the top, where the next page starts, and the name of the
 * provider that it is about; null when it is about all of them, or there is no such provider.
 */
export async function listStaffQueue(
  ctx: Context,
  { after, ...list }: QueueQuery,
): Promise<{ requests: RequestRow[]; next: string | null; holidays: OtherHolidays; providerName: string | null }> {
  authorize(ctx, 'request.decide');
  const rows = await listQueue(ctx.db, { ...soughtIn(list, ctx.actor.userId), after, limit: PAGE + 1 });
  const { shown, next } = onePage(rows, PAGE, queuePosition.write);
  const { provider } = list;
  const names = await providerNames(ctx.db, provider === null ? [] : [provider]);
  return {
    requests: shown,
    next,
    holidays: await otherHolidays(ctx),
    providerName: provider === null ? null : (names.get(provider) ?? null),
  };
}

/** Returns what the queries look for in a list. */
function soughtIn({ queue, q, kind, provider, assignee }: WorkedList, userId: number): Sought {
  const { words, eventNumber } = searchedFor(q);
  return {
    queue: queueOf(queue, userId),
    find: { words, number: eventNumber },
    only: { kind, providerId: provider, assigneeId: assignee },
  };
}

function queueOf(queue: QueueName, userId: number): Queue {
  return queue === 'mine' ? { kind: 'mine', userId } : { kind: queue };
}

/** Returns the requests before and after this one in a list of undecided ones; none in the list of decided requests. */
export async function findNeighbors(
  ctx: Context,
  request: { id: number; dueOn: Day },
  list: WorkedList,
): Promise<{ previous: number | null; next: number | null }> {
  authorize(ctx, 'request.decide');
  if (list.queue === 'decided') return { previous: null, next: null };
  return findQueueNeighbors(ctx.db, { ...soughtIn(list, ctx.actor.userId), of: request });
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
