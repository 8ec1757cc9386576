import { currentVisit } from '@/lib/platform/current-visit';
import { newWork } from '@/lib/platform/human-check/work';

export const dynamic = 'force-dynamic';

/** Sends a computation for the browser of a person who cannot see the characters. */
export async function GET(): Promise<Response> {
  const { clock } = await currentVisit();
  return Response.json(await newWork(clock.now()), { headers: { 'Cache-Control': 'no-store' } });
}
