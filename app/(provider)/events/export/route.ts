import type { NextRequest } from 'next/server';
import { csvResponse } from '@/app/_edges/csv-response';
import { authorize } from '@/lib/access/authorize';
import { exportEvents, exportFileName } from '@/lib/events/export-events';
import { readEventListQuery } from '@/lib/events/list-query';

/** Download CSV: sends every event of the list, with the list's filters and order. */
export async function GET(request: NextRequest): Promise<Response> {
  return csvResponse(async (ctx) => {
    authorize(ctx, 'event.export');
    const { query } = readEventListQuery(Object.fromEntries([...request.nextUrl.searchParams].reverse()));
    return { name: exportFileName(ctx), lines: exportEvents(ctx, query) };
  });
}
