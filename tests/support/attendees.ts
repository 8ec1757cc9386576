import { attendees } from '@/db/schema';
import type { Context } from '@/lib/platform/visit';

type Given = Partial<typeof attendees.$inferInsert>;

/** Adds an attendee who completed this event, unless `given` says otherwise. */
export async function givenAttendee(ctx: Context, eventId: number, given: Given = {}): Promise<number> {
  const now = ctx.clock.now();
  const [row] = await ctx.db
    .insert(attendees)
    .values({
      eventId,
      name: 'Zoë Ñandú',
      email: 'zoe@example.org',
      school: 'Big Sky School',
      educatorNumber: '12345',
      units: '6.25',
      completed: true,
      source: 'roster',
      identity: crypto.randomUUID(),
      createdBy: ctx.actor.userId,
      createdAt: now,
      updatedAt: now,
      ...given,
    })
    .returning({ id: attendees.id });
  return row!.id;
}
