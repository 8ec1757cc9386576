'use server';

import { redirect } from 'next/navigation';
import { isOurForm } from '@/lib/platform/forms/our-form';
import { stopActing } from '@/lib/users/acting/start-acting';
import { requireContext } from '@/lib/users/context';

export async function stopActingAction(): Promise<void> {
  if (!(await isOurForm())) return;
  const stopped = await stopActing(await requireContext());
  redirect(stopped ? `/admin/events?provider=${stopped.providerId}` : '/portal');
}
