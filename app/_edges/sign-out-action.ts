'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import { isSameOrigin } from '@/lib/platform/forms/same-origin';
import { clearSessionToken, readSessionToken } from '@/lib/users/session-cookie';
import { signOut } from '@/lib/users/sign-out';

export async function signOutAction(): Promise<void> {
  if (!isSameOrigin(await headers())) return;
  const token = await readSessionToken();
  if (token) await signOut(await currentVisit(), token);
  await clearSessionToken();
  redirect('/sign-in?reason=goodbye');
}
