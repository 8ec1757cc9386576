import { z } from 'zod';
import { fullNameOf } from '@/lib/requests/name-request';
import { isAboutEvent } from '@/lib/requests/rules';

const extraSchema = z.object({
  kind: z.enum(['correction', 'cancellation', 'user', 'provider_data']),
  eventId: z.number().nullable(),
  eventTitle: z.string().nullable(),
  providerName: z.string(),
  asked: z.unknown(),
});

/** Returns "Correction of “Teaching fractions” (event 12)" for a request that waits. */
export function requestTitle(extra: unknown): string {
  const request = extraSchema.parse(extra);
  if (isAboutEvent(request.kind) && request.eventTitle === null) throw new Error('a request without its event');
  const name = fullNameOf(request);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
