import { and, eq, sql } from 'drizzle-orm';
import { conferences, events } from '@/db/schema';
import { searchTextOf } from '@/lib/events/search-text';
import type { Context } from '@/lib/platform/visit';

type Given = Partial<typeof events.$inferInsert> & {
  /** The name of the conference that it is a session of; one that the provider does not have is added. */
  conference?: string;
};

/** Adds an event as this person for their provider: one day in Helena, unless `given` says otherwise. */
export async function givenEvent(ctx: Context, { conference, ...given }: Given = {}): Promise<number> {
  if (ctx.actor.kind !== 'provider') throw new Error('only providers have events');
  const by = ctx.actor.userId;
  const now = ctx.clock.now();
  const facts = {
    title: 'Teaching fractions',
    instructor: 'Zoë Ñandú',
    description: 'How to teach fractions.',
    startsOn: '2026-05-03',
    endsOn: given.startsOn ?? '2026-05-03',
    locationKind: 'in_person' as const,
    city: 'Helena',
    state: 'MT',
    zip: '59601',
    hours: '6.25',
    ...given,
  };
  const conferenceId =
    conference === undefined
      ? given.conferenceId
      : await givenConference(ctx, conference, { startsOn: facts.startsOn, endsOn: facts.endsOn });
  const [row] = await ctx.db
    .insert(events)
    .values({
      ...facts,
      conferenceId,
      providerId: ctx.actor.providerId,
      searchText: searchTextOf({ ...facts, city: facts.city ?? null, conference }),
      attestedBy: by,
      attestedAt: now,
      createdBy: by,
      createdAt: now,
      updatedBy: by,
      updatedAt: now,
      requestKey: crypto.randomUUID(),
    })
    .returning({ id: events.id });
  return row!.id;
}

/** Returns the number of this person's provider's conference of that name; one that does not exist is added. */
export async function givenConference(
  ctx: Context,
  name: string,
  given: Partial<Pick<typeof conferences.$inferInsert, 'startsOn' | 'endsOn' | 'closedAt' | 'closedBy'>> = {},
): Promise<number> {
  if (ctx.actor.kind !== 'provider') throw new Error('only providers have conferences');
  const { providerId, userId: by } = ctx.actor;
  const [found] = await ctx.db
    .select({ id: conferences.id })
    .from(conferences)
    .where(and(eq(conferences.providerId, providerId), sql`lower(${conferences.name}) = lower(${name})`));
  if (found) return found.id;
  const at = ctx.clock.now();
  const { startsOn = '2026-05-03', endsOn = startsOn, ...closed } = given;
  const saved = { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at, requestKey: crypto.randomUUID() };
  const [row] = await ctx.db
    .insert(conferences)
    .values({ name, startsOn, endsOn, providerId, ...saved, ...closed })
    .returning({ id: conferences.id });
  return row!.id;
}
