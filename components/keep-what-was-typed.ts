import type { FormEvent } from 'react';

/**
 * Declines the browser's form reset. React resets a form after its action, even when the action failed, but what was
 * typed must stay; the fields then still contain what the person sees.
 */
export function keepWhatWasTyped(event: FormEvent): void {
  event.preventDefault();
}
