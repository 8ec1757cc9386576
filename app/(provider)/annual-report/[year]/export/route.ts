import type { NextRequest } from 'next/server';
import { csvResponse } from '@/app/_edges/csv-response';
import { exportReportEvents } from '@/lib/yearly-documents/annual-report/list-events';
import { parseDocument } from '@/lib/yearly-documents/rules';

type Props = { params: Promise<{ year: string }> };

/** Download CSV: sends the events of the provider's annual report. */
export async function GET(_request: NextRequest, { params }: Props): Promise<Response> {
  const { year: given } = await params;
  return csvResponse(async (ctx) =>
    exportReportEvents(ctx, { year: parseDocument('report', given).year, providerId: 'own' }),
  );
}
