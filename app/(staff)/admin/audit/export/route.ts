import type { NextRequest } from 'next/server';
import { csvResponse } from '@/app/_edges/csv-response';
import { exportAudit } from '@/lib/audit/search-audit';
import { readAuditQuery } from '@/lib/audit/search-query';

/** Download CSV: sends every entry of the audit log that the page's filters find. */
export async function GET(request: NextRequest): Promise<Response> {
  return csvResponse(async (ctx) => {
    const { query } = readAuditQuery(Object.fromEntries([...request.nextUrl.searchParams].reverse()));
    return { name: `pdups-audit-log-${ctx.clock.today()}.csv`, lines: await exportAudit(ctx, query) };
  });
}
