import { apiRoute, only, readJson } from '@/app/_edges/api-route';
import { parseIdempotencyKey } from '@/lib/learning-systems/carry-out-once';
import { correctionRequest, requestCorrection } from '@/lib/learning-systems/request-correction';
import { retryOnConflict } from '@/lib/platform/database';

type Props = { params: Promise<{ serial: string }> };

/** Replaces a certificate with a corrected one, for a learning management system (M18, M23). */
export const POST = apiRoute(async (visit, request, { params }: Props) => {
  const idempotencyKey = parseIdempotencyKey(request.headers.get('idempotency-key'));
  const input = await readJson(request, correctionRequest);
  const { serial } = await params;
  const { status, answer, repeated } = await retryOnConflict(() =>
    requestCorrection(visit, idempotencyKey, serial, input),
  );
  return Response.json(answer, { status, headers: repeated ? { 'Idempotency-Replayed': 'true' } : {} });
});

export const GET = only('POST');
