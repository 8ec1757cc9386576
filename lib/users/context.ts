import { cache } from 'react';
import type { SignedIn } from '@/lib/access/session';
import { currentVisit } from '@/lib/platform/current-visit';
import { AppError, SignedOut } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { findSignedIn } from './find-signed-in';
import { readSessionToken } from './session-cookie';

/** Returns the person behind the current request, read from the database once per request. Null: nobody is signed in. */
export const currentlySignedIn = cache(async (): Promise<SignedIn | null> => {
  const token = await readSessionToken();
  return token ? findSignedIn(await currentVisit(), token) : null;
});

/**
 * Returns the context of the signed-in person.
 * @throws SignedOut, or AppError `two_step_required` for staff who have yet to set up two-step sign-in
 */
export async function requireContext(): Promise<SignedInContext> {
  const ctx = await requireContextBeforeTwoStep();
  if (ctx.session.mustSetUpTwoStep) {
    throw new AppError('two_step_required', 'Set up two-step sign-in first. Staff need it before anything else.');
  }
  return ctx;
}

/**
 * Returns the same context without requiring two-step sign-in. Use it only for setting up two-step sign-in.
 * @throws SignedOut
 */
export async function requireContextBeforeTwoStep(): Promise<SignedInContext> {
  const signedIn = await currentlySignedIn();
  if (!signedIn) throw new SignedOut();
  return { ...(await currentVisit()), ...signedIn };
}
