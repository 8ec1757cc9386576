import { checkDatabaseAnswers } from '@/lib/platform/database-health';
import { checkRenderer } from '@/lib/platform/pdf/renderer';

export const dynamic = 'force-dynamic';

const PARTS = { database: checkDatabaseAnswers, renderer: checkRenderer };

/** 200 `{status:"ok"}` when database and renderer work; otherwise 503 and the parts that fail, without a reason. */
export async function GET(): Promise<Response> {
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const outcomes = await Promise.allSettled(names.map((name) => PARTS[name]()));
  const failing = names.filter((_, index) => outcomes[index]!.status === 'rejected');
  if (failing.length === 0) return Response.json({ status: 'ok' });
  return Response.json({ status: 'failing', failing }, { status: 503, headers: { 'Retry-After': '10' } });
}
