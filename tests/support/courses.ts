import { eventCategoryLinks } from '@/db/schema';
import { continueCourse, continueCourseSchema } from '@/lib/courses/continue-course';
import { findCourse } from '@/lib/courses/find-course';
import { getEvent } from '@/lib/events/find-event';
import { signingKeyOf } from '@/lib/learning-systems/secret';
import { type SignedLink, signatureOf } from '@/lib/learning-systems/signed-link';
import type { Context } from '@/lib/platform/visit';
import { givenEvent } from './events';

type Given = Parameters<typeof givenEvent>[1];

/** Adds a course that is always open, for a year unless `given` says otherwise. */
export async function givenCourse(ctx: Context, given: Given = {}): Promise<number> {
  const online = { locationKind: 'online' as const, city: null, state: null, zip: null, asynchronous: true };
  const id = await givenEvent(ctx, { startsOn: '2025-07-01', endsOn: '2026-06-30', ...online, ...given });
  await ctx.db.insert(eventCategoryLinks).values([
    { eventId: id, categoryId: 1 },
    { eventId: id, categoryId: 3 },
  ]);
  return id;
}

/** Presses the button on the event's page as it is shown now. */
export async function continueNow(ctx: Context, eventId: number, pressed: object = {}): Promise<number> {
  const course = await findCourse(ctx, await getEvent(ctx, eventId));
  const form = { stamp: course?.next?.stamp ?? '', ...pressed };
  return continueCourse(ctx, { ...continueCourseSchema.parse(form), eventId });
}

/** Returns the link that a course page makes for its learner. */
export function courseLink(key: { publicId: string; secret: string }, data: object): SignedLink {
  const parts = { key: key.publicId, data: Buffer.from(JSON.stringify(data)).toString('base64url') };
  return { ...parts, signature: signatureOf(parts, signingKeyOf(key.secret)) };
}
