import { apiRoute, only, readJson } from '@/app/_edges/api-route';
import { requestRevocation, revocationRequest } from '@/lib/learning-systems/request-revocation';
import { retryOnConflict } from '@/lib/platform/database';

type Props = { params: Promise<{ serial: string }> };

/** Revokes a certificate, for a learning management system (M18, M23). */
export const POST = apiRoute(async (visit, request, { params }: Props) => {
  const input = await readJson(request, revocationRequest);
  const { serial } = await params;
  return Response.json(await retryOnConflict(() => requestRevocation(visit, serial, input)));
});

export const GET = only('POST');
