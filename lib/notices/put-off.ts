import { z } from 'zod';
import { insertDelay } from '@/db/queries/notices';
import { addDays } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { canBePutOff } from './list-todo';

const DAYS = { day: 1, week: 7 } as const;

export const putOffSchema = z.object({
  kind: z.string(),
  subjectId: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'Open the page again, then choose.')
    .transform(Number),
  for: z.enum(['day', 'week'], 'Open the page again, then choose.'),
});

/**
 * Takes something off the person's own to-do list for a day or a week.
 * @throws AppError `not_found` when it does not wait for them, or harms others when it waits
 */
export async function putOff(ctx: Context, input: z.output<typeof putOffSchema>): Promise<void> {
  const { kind, subjectId } = input;
  if (!(await canBePutOff(ctx, kind, subjectId))) {
    throw new AppError('not_found', 'This is not on your list anymore. Open the page again.');
  }
  const untilDay = addDays(ctx.clock.today(), DAYS[input.for]);
  await insertDelay(ctx.db, { userId: ctx.actor.userId, kind, subjectId, untilDay });
}
