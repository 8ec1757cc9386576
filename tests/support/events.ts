import { events } from '@/db/schema';
import { searchTextOf } from '@/lib/events/search-text';
import type { Context } from '@/lib/platform/visit';

type Given = Partial<typeof events.$inferInsert>;

/** Adds an event as this person for their provider: one day in Helena, unless `given` says otherwise. */
export async function givenEvent(ctx: Context, given: Given = {}): Promise<number> {
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
  const [row] = await ctx.db
    .insert(events)
    .values({
      ...facts,
      providerId: ctx.actor.providerId,
      searchText: searchTextOf({ ...facts, city: facts.city ?? null }),
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
