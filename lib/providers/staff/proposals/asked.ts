import { z } from 'zod';
import { STANDING_CHOICES } from '../../standing-words';

/** What the proposal of a standing says. */
export const askedStanding = z.object({
  standing: z.enum(STANDING_CHOICES.map(({ value }) => value)),
  from: z.string(),
  reviewOn: z.string().nullable(),
});

/** What the proposal of a merge says: the provider that stays. */
export const askedMerge = z.object({ into: z.number() });
