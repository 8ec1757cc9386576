import { z } from 'zod';
import { listEventsBelow } from '@/db/queries/learners';
import { unitsOf } from '@/lib/events/rules';
import type { EventsAnswer } from './answers';
import type { SystemContext } from './authenticate';

export const MAX_EVENTS = 100;

const LIMIT = `“limit” is a number from 1 to ${MAX_EVENTS}.`;

export const eventsQuery = z.object({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, '“cursor” must be the “next” value from the previous page.')
    .optional()
    .meta({ description: '`next` from the previous page; leave out for the first page.' }),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, LIMIT)
    .transform(Number)
    .refine((limit) => limit <= MAX_EVENTS, LIMIT)
    .optional()
    .transform((limit) => limit ?? MAX_EVENTS),
});

/** Returns the provider's events, newest first, one page at a time. */
export async function listEvents(
  { db, actor }: SystemContext,
  { cursor, limit }: z.output<typeof eventsQuery>,
): Promise<EventsAnswer> {
  const below = cursor === undefined ? null : Number(cursor);
  const found = await listEventsBelow(db, { providerId: actor.providerId, below, limit: limit + 1 });
  const page = found.slice(0, limit);
  return {
    events: page.map(({ id, hours, ...event }) => ({ eventId: id, ...event, units: unitsOf(hours) })),
    next: found.length > limit ? String(page.at(-1)!.id) : null,
  };
}
