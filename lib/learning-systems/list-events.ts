import { z } from 'zod';
import { listEventsBelow } from '@/db/queries/learners';
import { unitsOf } from '@/lib/events/rules';
import type { EventsAnswer } from './answers';
import type { KeyVisit } from './authenticate';

export const MOST_EVENTS = 100;

const LIMIT = `“limit” is a number from 1 to ${MOST_EVENTS}.`;

export const eventsQuery = z.object({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, '“cursor” is what “next” of the page before was.')
    .optional()
    .meta({ description: '`next` of the page before; without it, the first page.' }),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, LIMIT)
    .transform(Number)
    .refine((limit) => limit <= MOST_EVENTS, LIMIT)
    .optional()
    .transform((limit) => limit ?? MOST_EVENTS),
});

/** The provider's events, newest first, a page at a time. */
export async function listEvents(
  { db, key }: KeyVisit,
  { cursor, limit }: z.output<typeof eventsQuery>,
): Promise<EventsAnswer> {
  const below = cursor === undefined ? null : Number(cursor);
  const found = await listEventsBelow(db, { providerId: key.providerId, below, limit: limit + 1 });
  const page = found.slice(0, limit);
  return {
    events: page.map(({ id, hours, ...event }) => ({ eventId: id, ...event, units: unitsOf(hours) })),
    next: found.length > limit ? String(page.at(-1)!.id) : null,
  };
}
