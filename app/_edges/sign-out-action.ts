'use server';

import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import { isOurForm } from '@/lib/platform/forms/our-form';
import { clearSessionToken, readSessionToken } from '@/lib/users/session-cookie';
import { signOut } from '@/lib/users/sign-out';

export async function signOutAction(): Promise<void> {
  if (!(await isOurForm())) return;
  const token = await readSessionToken();
  if (token) await signOut(await currentVisit(), token);
  await clearSessionToken();
  redirect('/sign-in?reason=goodbye');
}
