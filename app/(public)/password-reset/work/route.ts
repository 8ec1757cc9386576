import { currentVisit } from '@/lib/platform/current-visit';
import { newWork } from '@/lib/platform/human-check/work';

export const dynamic = 'force-dynamic';

/** A sum for the browser of a person who cannot see the letters. */
export async function GET(): Promise<Response> {
  const { clock } = await currentVisit();
  return Response.json(await newWork(clock.now()), { headers: { 'Cache-Control': 'no-store' } });
}
