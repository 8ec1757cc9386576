import { refusedItem } from '@/app/_edges/api-item';
import { apiRoute, MAX_BATCH_BODY, only, readJson } from '@/app/_edges/api-route';
import type { PutEventsAnswer } from '@/lib/learning-systems/answers';
import { putEvents, putEventsRequest } from '@/lib/learning-systems/put-events';

/** A provider’s system adds and changes events by its own numbers of them. */
export const POST = apiRoute(async (visit, request) => {
  const input = await readJson(request, putEventsRequest, MAX_BATCH_BODY);
  const now = visit.clock.now();
  const results = (await putEvents(visit, input)).map((result) =>
    'answered' in result ? result.answered : refusedItem(result.refused, now),
  );
  return Response.json({ dryRun: input.dryRun, results } satisfies PutEventsAnswer);
});

export const GET = only('POST');
