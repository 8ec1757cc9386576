import { ApiProblem, problemResponse } from '@/app/_edges/api-problem';
import { currentVisit } from '@/lib/platform/current-visit';

/** Answers a program that calls a wrong URL in a format that it can read. */
export async function GET(): Promise<Response> {
  const { clock } = await currentVisit();
  const detail = 'There is nothing at this address. /api/v1/openapi.json describes what there is.';
  return problemResponse(new ApiProblem(404, detail), clock.now());
}

export const POST = GET;
