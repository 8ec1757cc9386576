import type { NextRequest } from 'next/server';
import { publicCsvResponse } from '@/app/_edges/csv-response';
import { exportDirectory } from '@/lib/providers/directory';
import { providerListSchema } from '@/lib/providers/list-query';

/** Download CSV: sends the approved providers that the page's filters find. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  return publicCsvResponse(async (visit) => {
    const given = Object.fromEntries([...searchParams].reverse());
    const query = providerListSchema.parse(given);
    return { name: `pdups-providers-${visit.clock.today()}.csv`, lines: exportDirectory(visit, query) };
  });
}
