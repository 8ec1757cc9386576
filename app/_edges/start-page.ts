import type { Actor } from '@/lib/platform/visit';

/** The first page of the program that a person works in. */
export function programPageOf(actor: Actor): string {
  return actor.kind === 'staff' ? '/admin' : '/events';
}

/**
 * Where signing in leads: to the page that was asked for before, else to the Secure Portal (M3), unless the person chose
 * their one program. Whoever still has to set up what their role asks for is led there first.
 */
export function startPageOf(actor: Actor | null, asked: string | null = null): string {
  if (actor?.mustSetUpTwoStep) return '/account/two-step';
  if (asked) return asked;
  return actor?.startPage === 'program' ? programPageOf(actor) : '/portal';
}
