import { refusedItem } from '@/app/_edges/api-item';
import { apiRoute, MAX_BATCH_BODY, only, readJson } from '@/app/_edges/api-route';
import type { PutCountsAnswer } from '@/lib/learning-systems/answers';
import { putCounts, putCountsRequest } from '@/lib/learning-systems/put-counts';

/** A provider’s system records certificate counts by its own numbers of the events (M9). */
export const POST = apiRoute(async (visit, request) => {
  const input = await readJson(request, putCountsRequest, MAX_BATCH_BODY);
  const now = visit.clock.now();
  const results = (await putCounts(visit, input)).map((result) =>
    'answered' in result ? result.answered : refusedItem(result.refused, now),
  );
  return Response.json({ dryRun: input.dryRun, results } satisfies PutCountsAnswer);
});

export const GET = only('POST');
