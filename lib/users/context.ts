import { cache } from 'react';
import { currentVisit } from '@/lib/platform/current-visit';
import { SignedOut } from '@/lib/platform/errors';
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
 * @throws SignedOut
 */
export async function requireContext(): Promise<Context> {
  const actor = await currentActor();
  if (!actor) throw new SignedOut();
  return { ...(await currentVisit()), actor };
}
