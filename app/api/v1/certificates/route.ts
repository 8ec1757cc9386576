import { apiRoute, only, readJson } from '@/app/_edges/api-route';
import { parseIdempotencyKey } from '@/lib/learning-systems/carry-out-once';
import { certificateRequest, requestCertificate } from '@/lib/learning-systems/request-certificate';
import { retryOnConflict } from '@/lib/platform/database';

/** Issues the certificate that a learning management system requests for a person who completed an event (M23). */
export const POST = apiRoute(async (visit, request) => {
  const idempotencyKey = parseIdempotencyKey(request.headers.get('idempotency-key'));
  const input = await readJson(request, certificateRequest);
  const { status, answer, repeated } = await retryOnConflict(() => requestCertificate(visit, idempotencyKey, input));
  return Response.json(answer, { status, headers: repeated ? { 'Idempotency-Replayed': 'true' } : {} });
});

export const GET = only('POST');
