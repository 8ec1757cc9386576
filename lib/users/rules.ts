/** A session ends after half an hour without a request, and in any case after twelve hours. */
export const IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;

/** How long staff act for a provider before they have to start again. */
export const ACTING_MINUTES = 60;

/** Real browsers send less; anything longer carries no more information. */
export const MAX_USER_AGENT = 400;

/**
 * Normalizes a username for storage: `OPI\JDoe`, `opi\jdoe` and ` jdoe ` are all `jdoe`. The domain is only required
 * when a password is reset, but people type it everywhere (manual, "Usernames and Account Access"; M5).
 */
export function plainUsername(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/^opi[\\/]+/i, '')
    .toLowerCase();
}
