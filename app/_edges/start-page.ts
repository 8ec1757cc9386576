import type { Actor } from '@/lib/platform/visit';

/** The first page of the program that a person works in. */
export function programPageOf(actor: Actor): string {
  return actor.kind === 'staff' ? '/admin' : '/events';
}

/**
 * Where signing in leads: the Secure Portal (M3), unless the person chose their one program, or still has to set up
 * what their role asks for.
 */
export function startPageOf(actor: Actor | null): string {
  if (actor?.mustSetUpTwoStep) return '/account/two-step';
  return actor?.startPage === 'program' ? programPageOf(actor) : '/portal';
}
