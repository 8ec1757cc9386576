import { redirect, unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { ErrorPage, type ErrorStatus } from '@/components/error-page';
import { refusalOf } from '@/lib/platform/database';
import { supportAddress } from '@/lib/platform/env';
import { AppError, type RefusalCode } from '@/lib/platform/errors';
import { describeFault } from '@/lib/platform/forms/submit-form';
import { log } from '@/lib/platform/log';
import { requestScope } from '@/lib/platform/request-scope';
import type { Actor, Context } from '@/lib/platform/visit';
import { requireContext } from '@/lib/users/context';

type Kind = Actor['kind'];

/**
 * A page for signed-in people of these kinds. It answers 403, 404 and 503 as what they are, with a page in words;
 * who is not signed in is led to the sign-in and back. What the page may show is decided by the use cases it calls.
 */
export function personPage<Props>(kinds: readonly Kind[], render: (ctx: Context, props: Props) => Promise<ReactNode>) {
  return async function page(props: Props): Promise<ReactNode> {
    try {
      const ctx = await requireContext();
      if (!kinds.includes(ctx.actor.kind)) {
        throw new AppError('forbidden', 'This page is for other users of the system. Choose a page from the menu.');
      }
      return await render(ctx, props);
    } catch (error) {
      unstable_rethrow(error);
      return <Refusal error={error} />;
    }
  };
}

/** A page can be refused in these ways; any other refusal at a page is a bug. */
const PAGE_STATUS: Partial<Record<RefusalCode, ErrorStatus>> = {
  forbidden: 403,
  not_found: 404,
  too_many: 429,
  unavailable: 503,
};

function Refusal({ error }: { error: unknown }) {
  const scope = requestScope();
  const refusal = refusalOf(error);
  if (refusal?.code === 'unauthenticated') redirect('/sign-in?reason=signed-out');
  const status = (refusal && PAGE_STATUS[refusal.code]) ?? 500;
  if (status === 500) log.error({ requestId: scope?.requestId, fault: describeFault(error) }, 'a page failed');
  if (scope) {
    scope.status = status;
    if (status === 503) scope.headers['Retry-After'] = '10';
  }
  return (
    <ErrorPage
      status={status}
      sentence={refusal?.sentence}
      requestId={scope?.requestId}
      supportAddress={supportAddress()}
    />
  );
}
