import type { Person } from '@/lib/access/actor';
import type { SignedIn } from '@/lib/access/session';
import { programOf } from './program';

/** Returns the first page of the program that a person works in. */
export function programPageOf(actor: Person): string {
  return programOf(actor).href;
}

/**
 * Returns the page to open after signing in: the page that was asked for before, otherwise the Secure Portal (M3), or
 * the person's one program if they chose that. People who still have to set up what their role requires go there first.
 */
export function startPageOf(signedIn: SignedIn | null, asked: string | null = null): string {
  if (signedIn?.session.mustSetUpTwoStep) return '/account/two-step';
  if (asked) return asked;
  return signedIn?.session.startPage === 'program' ? programPageOf(signedIn.actor) : '/portal';
}
