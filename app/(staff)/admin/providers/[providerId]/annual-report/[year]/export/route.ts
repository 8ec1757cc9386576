import type { NextRequest } from 'next/server';
import { csvResponse } from '@/app/_edges/csv-response';
import { parseProviderId } from '@/lib/users/provider-id';
import { exportReportEvents } from '@/lib/yearly-documents/annual-report/list-events';
import { parseDocument } from '@/lib/yearly-documents/rules';

type Props = { params: Promise<{ providerId: string; year: string }> };

/** Download CSV: sends staff the events of a provider's annual report. */
export async function GET(_request: NextRequest, { params }: Props): Promise<Response> {
  const given = await params;
  return csvResponse(async (ctx) =>
    exportReportEvents(ctx, {
      year: parseDocument('report', given.year).year,
      providerId: parseProviderId(given.providerId),
    }),
  );
}
