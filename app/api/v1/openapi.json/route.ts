import { describeApi } from '@/lib/learning-systems/openapi';

export const dynamic = 'force-dynamic';

/** The endpoint's description, for programs and those who write them. Open to everybody: it holds nobody's records. */
export function GET(): Response {
  return Response.json(describeApi());
}
