import type { Actor } from '@/lib/platform/visit';

/** Where each kind of person starts to work. */
export function startPageOf(actor: Actor | null): string {
  if (actor?.mustSetUpTwoStep) return '/account/two-step';
  return actor?.kind === 'staff' ? '/admin' : '/events';
}
