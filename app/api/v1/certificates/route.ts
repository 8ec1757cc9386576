import { apiRoute, only, readJson } from '@/app/_edges/api-route';
import {
  certificateRequest,
  parseIdempotencyKey,
  requestCertificate,
} from '@/lib/learning-systems/request-certificate';
import { againWhenGivenUp } from '@/lib/platform/database';

/** A learning management system asks for the certificate of somebody who completed an event (M23). */
export const POST = apiRoute(async (visit, request) => {
  const idempotencyKey = parseIdempotencyKey(request.headers.get('idempotency-key'));
  const input = await readJson(request, certificateRequest);
  const { status, answer, repeated } = await againWhenGivenUp(() => requestCertificate(visit, idempotencyKey, input));
  return Response.json(answer, { status, headers: repeated ? { 'Idempotency-Replayed': 'true' } : {} });
});

export const GET = only('POST');
