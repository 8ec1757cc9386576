'use server';

import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import { isOurForm } from '@/lib/platform/forms/our-form';
import { stopActing } from '@/lib/users/acting/start-acting';
import { currentlySignedIn } from '@/lib/users/context';

export async function stopActingAction(): Promise<void> {
  if (!(await isOurForm())) return;
  const signedIn = await currentlySignedIn();
  const stopped = signedIn && (await stopActing({ ...(await currentVisit()), ...signedIn }));
  redirect(stopped ? `/admin/events?provider=${stopped.providerId}` : '/portal');
}
