import { ErrorPage, type ErrorStatus } from '@/components/error-page';
import type { KeptBecause } from '@/components/kept-form';
import { refusalOf } from '@/lib/platform/database';
import { supportAddress } from '@/lib/platform/env';
import { HTTP_STATUS, type RefusalCode } from '@/lib/platform/errors';
import { describeFault } from '@/lib/platform/fault';
import { log } from '@/lib/platform/log';
import { requestScope } from '@/lib/platform/request-scope';
import { leadAway } from './lead-away';
import { owedCountsOfRequest } from './owed-counts';

/** A page can be refused in these ways; any other refusal at a page is a bug. */
const PAGE_STATUS: Partial<Record<RefusalCode, ErrorStatus>> = {
  forbidden: 403,
  not_found: 404,
  too_many: 429,
  unavailable: 503,
};

/**
 * Whether a form was posted to the refused page whose fields must not be lost, and why the page is refused.
 * A redirect would throw them away, and would post them again to where it leads.
 */
export function whyKept(error: unknown): KeptBecause | null {
  const code = requestScope()?.actionBegan ? refusalOf(error)?.code : undefined;
  if (code !== 'unauthenticated' && code !== 'unavailable') return null;
  answerWith(HTTP_STATUS[code]);
  return code === 'unauthenticated' ? 'signed_out' : 'unavailable';
}

function answerWith(status: number): void {
  const scope = requestScope();
  if (!scope) return;
  scope.status = status;
  if (status === 503) scope.headers['Retry-After'] = '10';
}

/** A refused page: its status, and words for people. Bugs go into the log under the number that the page shows. */
export async function Refusal({ error, homeHref }: { error: unknown; homeHref?: string | null }) {
  await frameIsDrawn();
  const scope = requestScope();
  const refusal = refusalOf(error);
  leadAway(refusal);
  const status = (refusal && PAGE_STATUS[refusal.code]) ?? 500;
  if (status === 500) log.error({ requestId: scope?.requestId, fault: describeFault(error) }, 'a page failed');
  answerWith(status);
  return (
    <ErrorPage
      status={status}
      sentence={refusal?.sentence}
      requestId={scope?.requestId}
      supportAddress={supportAddress()}
      homeHref={homeHref}
    />
  );
}

/**
 * The frame asks the database as well. Without waiting for it the two would come in an order of chance, and a record
 * of somebody else's could be told from a missing one by it.
 */
async function frameIsDrawn(): Promise<void> {
  await owedCountsOfRequest().catch(() => null);
  // React takes up what was waiting in the next turn of the event loop; the page comes in the turn after that.
  for (let turn = 0; turn < 2; turn++) await new Promise((next) => setImmediate(next));
}
