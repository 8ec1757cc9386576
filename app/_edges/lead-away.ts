import { redirect } from 'next/navigation';
import type { AppError } from '@/lib/platform/errors';

/** Where somebody is led who may not go on yet: to the sign-in, or to setting up two-step sign-in. */
export function leadAway(refusal: AppError | null): void {
  if (refusal?.code === 'unauthenticated') redirect('/sign-in?reason=signed-out');
  if (refusal?.code === 'two_step_required') redirect('/account/two-step');
}
