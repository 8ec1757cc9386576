import { ErrorPage, type ErrorStatus } from '@/components/error-page';
import type { KeptBecause } from '@/components/kept-form';
import { refusalOf } from '@/lib/platform/database';
import { supportAddress } from '@/lib/platform/env';
import { HTTP_STATUS, type RefusalCode } from '@/lib/platform/errors';
import { describeFault } from '@/lib/platform/fault';
import { log } from '@/lib/platform/log';
import { requestScope } from '@/lib/platform/request-scope';
import { currentlySignedIn } from '@/lib/users/context';
import { leadAway } from './lead-away';
import { waitingOfRequest } from './owed-counts';
import { programOf } from './program';

/** The errors that a page may answer with; any other error on a page is a bug. */
const PAGE_STATUS: Partial<Record<RefusalCode, ErrorStatus>> = {
  forbidden: 403,
  not_found: 404,
  too_many: 429,
  unavailable: 503,
};

/**
 * Returns why the page is refused if a form whose fields must not be lost was posted to it; otherwise null. A redirect
 * would lose the fields, and would post them again to its target.
 */
export function whyKept(error: unknown): KeptBecause | null {
  const refusal = requestScope()?.actionBegan ? refusalOf(error) : null;
  const code = refusal?.code;
  if (code !== 'unauthenticated' && code !== 'unavailable') return null;
  answerWith(HTTP_STATUS[code], refusal?.retryAfter);
  return code === 'unauthenticated' ? 'signed_out' : 'unavailable';
}

function answerWith(status: number, retryAfter = status === 503 ? 10 : undefined): void {
  const scope = requestScope();
  if (!scope) return;
  scope.status = status;
  if (retryAfter !== undefined) scope.headers['Retry-After'] = String(retryAfter);
}

/** Shows a refused page with its status and words for people. Bugs are logged under the number that the page shows. */
export async function Refusal({ error, homeHref }: { error: unknown; homeHref?: string | null }) {
  await frameIsDrawn();
  const scope = requestScope();
  const refusal = refusalOf(error);
  leadAway(refusal);
  const status = (refusal && PAGE_STATUS[refusal.code]) ?? 500;
  if (status === 500) log.error({ requestId: scope?.requestId, fault: describeFault(error) }, 'a page failed');
  answerWith(status, refusal?.retryAfter);
  const home = homeHref === null ? null : await homeOfReader();
  return (
    <ErrorPage
      status={status}
      sentence={refusal?.sentence}
      requestId={scope?.requestId}
      supportAddress={supportAddress()}
      homeHref={homeHref === undefined ? home?.href : homeHref}
      homeLabel={homeHref === undefined ? home?.label : undefined}
    />
  );
}

/** Returns the page that helps the reader on: a provider's events, what waits for staff, or the sign-in. */
async function homeOfReader(): Promise<{ href: string; label: string }> {
  const signedIn = await currentlySignedIn().catch(() => null);
  if (!signedIn) return { href: '/sign-in', label: 'Go to the sign-in page' };
  if (signedIn.session.mustSetUpTwoStep) return { href: '/account/two-step', label: 'Set up two-step sign-in' };
  const { href, label } = programOf(signedIn.actor);
  return { href, label: `Go to ${label}` };
}

/**
 * Waits for the frame, which queries the database as well. Otherwise the two would arrive in random order, and that
 * could reveal whether a record is somebody else's or missing.
 */
async function frameIsDrawn(): Promise<void> {
  await waitingOfRequest().catch(() => null);
  // React resumes what was waiting in the next turn of the event loop; the page comes in the turn after that.
  for (let turn = 0; turn < 2; turn++) await new Promise((next) => setImmediate(next));
}
