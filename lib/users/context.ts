import { cache } from 'react';
import { currentVisit } from '@/lib/platform/current-visit';
import { AppError, SignedOut } from '@/lib/platform/errors';
import type { Actor, Context } from '@/lib/platform/visit';
import { findActor } from './find-actor';
import { readSessionToken } from './session-cookie';

/** The person behind the request in hand, asked of the database once a request. Null: nobody is signed in. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = await readSessionToken();
  return token ? findActor(await currentVisit(), token) : null;
});

/**
 * The context of a signed-in person.
 * @throws SignedOut, or AppError `two_step_required` for staff who have yet to set up two-step sign-in
 */
export async function requireContext(): Promise<Context> {
  const ctx = await requireContextBeforeTwoStep();
  if (ctx.actor.mustSetUpTwoStep) {
    throw new AppError('two_step_required', 'Set up two-step sign-in first. Staff need it before anything else.');
  }
  return ctx;
}

/**
 * The same without asking for two-step sign-in: for setting it up, and for nothing else.
 * @throws SignedOut
 */
export async function requireContextBeforeTwoStep(): Promise<Context> {
  const actor = await currentActor();
  if (!actor) throw new SignedOut();
  return { ...(await currentVisit()), actor };
}
