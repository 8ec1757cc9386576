/** A session ends after half an hour without a request, and in any case after twelve hours. */
export const IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;

/**
 * The username as it is kept: `OPI\JDoe`, `opi\jdoe` and ` jdoe ` are all `jdoe`. The domain is only asked for when
 * a password is reset, but people type it everywhere (manual, "Usernames and Account Access"; M5).
 */
export function plainUsername(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/^opi[\\/]+/i, '')
    .toLowerCase();
}
