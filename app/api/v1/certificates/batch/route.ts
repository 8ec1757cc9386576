import { refusedItem } from '@/app/_edges/api-item';
import { apiRoute, MAX_BATCH_BODY, only, readJson } from '@/app/_edges/api-route';
import type { BatchAnswer } from '@/lib/learning-systems/answers';
import { parseIdempotencyKey } from '@/lib/learning-systems/carry-out-once';
import { type BatchResult, batchRequest, requestBatch } from '@/lib/learning-systems/request-batch';

/** A learning management system asks for the certificates of many who completed an event (M23). */
export const POST = apiRoute(async (visit, request) => {
  const idempotencyKey = parseIdempotencyKey(request.headers.get('idempotency-key'));
  const input = await readJson(request, batchRequest, MAX_BATCH_BODY);
  const results = await requestBatch(visit, idempotencyKey, input);
  const answer: BatchAnswer = { results: results.map((result) => answerOf(result, visit.clock.now())) };
  return Response.json(answer);
});

export const GET = only('POST');

function answerOf(result: BatchResult, now: Date): BatchAnswer['results'][number] {
  if ('answered' in result) {
    const { status, answer, repeated } = result.answered;
    return { status, certificate: answer, replayed: repeated };
  }
  return refusedItem(result.refused, now);
}
