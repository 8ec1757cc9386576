import { describeApi } from '@/lib/learning-systems/openapi';

export const dynamic = 'force-dynamic';

/** Sends the endpoint's description, for programs and their authors. It is public because it contains nobody's records. */
export function GET(): Response {
  return Response.json(describeApi());
}
