import { checkDatabaseAnswers } from '@/lib/platform/database-health';
import { checkPrintQueue } from '@/lib/platform/pdf/renderer';
import { servedAs } from '@/lib/platform/served-as';
import { withinLimit } from '@/lib/platform/within-limit';
import { checkPrinting } from '@/lib/printing/check-printing';

export const dynamic = 'force-dynamic';

const PARTS = { database: checkDatabaseAnswers, renderer: checkPrinting, 'print queue': checkPrintQueue };

/** The caller must get an answer even when the database or the browser does not respond at all. */
const LIMIT_MS = 10_000;

/**
 * Answers 200 `{status:"ok"}` when database and renderer work and there is room in the print queue; otherwise 503 and
 * the parts that fail, without a reason. A server that is about to stop answers 503 `{status:"stopping"}`, so that a
 * proxy chooses another one.
 */
export async function GET(): Promise<Response> {
  if (servedAs.stopping) return Response.json({ status: 'stopping' }, { status: 503 });
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const outcomes = await Promise.allSettled(names.map((name) => withinLimit(PARTS[name](), LIMIT_MS)));
  const failing = names.filter((_, index) => outcomes[index]!.status === 'rejected');
  if (failing.length === 0) return Response.json({ status: 'ok' });
  return Response.json({ status: 'failing', failing }, { status: 503, headers: { 'Retry-After': '10' } });
}
