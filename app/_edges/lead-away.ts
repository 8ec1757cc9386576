import { redirect } from 'next/navigation';
import type { AppError } from '@/lib/platform/errors';
import { requestScope } from '@/lib/platform/request-scope';
import { onTheWayTo, returnPath } from '@/lib/users/return-path';

/** Redirects people who may not continue yet: to the sign-in, and from there back, or to setting up two-step sign-in. */
export function leadAway(refusal: AppError | null): void {
  if (refusal?.code === 'unauthenticated')
    redirect(onTheWayTo(returnPath(requestScope()?.asked), '/sign-in?reason=signed-out'));
  if (refusal?.code === 'two_step_required') redirect('/account/two-step');
}
