import { checkDatabaseAnswers } from '@/lib/platform/database-health';
import { checkRenderer } from '@/lib/platform/pdf/renderer';
import { withinLimit } from '@/lib/platform/within-limit';

export const dynamic = 'force-dynamic';

const PARTS = { database: checkDatabaseAnswers, renderer: checkRenderer };

/** Who asks must hear of a database or browser that says nothing at all, too. */
const LIMIT_MS = 10_000;

/** 200 `{status:"ok"}` when database and renderer work; otherwise 503 and the parts that fail, without a reason. */
export async function GET(): Promise<Response> {
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const outcomes = await Promise.allSettled(names.map((name) => withinLimit(PARTS[name](), LIMIT_MS)));
  const failing = names.filter((_, index) => outcomes[index]!.status === 'rejected');
  if (failing.length === 0) return Response.json({ status: 'ok' });
  return Response.json({ status: 'failing', failing }, { status: 503, headers: { 'Retry-After': '10' } });
}
