const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The pauses after failed attempts: about a day in all (choice, close to what the specification suggests). */
const PAUSES_MS = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS,
];

/** After this many attempts, a message is given up. */
export const MAX_ATTEMPTS = PAUSES_MS.length + 1;

/** Returns when a message is tried again after this many failed attempts, or null when it is given up. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}

/** Returns where a webhook's messages go and which it gets as one text, by which a form says what it showed. */
export function receiverText({ url, types }: { url: string; types: readonly string[] }): string {
  return [url, ...types].join(' ');
}

/** A webhook that only failed for this long is disabled (choice). */
export const FAILING_DAYS = 5;

/** Returns whether a webhook has failed for so long that it is disabled. */
export function hasFailedTooLong(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= FAILING_DAYS * DAY_MS;
}

/**
 * Returns whether a failure is the first of its row. A message that fails is tried again for a day, so after a longer pause
 * an earlier failure was of a message that was given up, and says nothing about the days between.
 */
export function failsAnew(lastAttemptAt: Date | null, now: Date): boolean {
  return lastAttemptAt === null || now.getTime() - lastAttemptAt.getTime() > DAY_MS;
}

/** The status of a receiver that wants no more messages (Standard Webhooks): its webhook is disabled at once. */
export const GONE = 410;

/** How long a secret that was replaced still signs messages (choice). */
export const OVERLAP_HOURS = 24;

/** Returns when a secret that is replaced now ends. */
export function endOfOldSecret(now: Date): Date {
  return new Date(now.getTime() + OVERLAP_HOURS * HOUR_MS);
}

/** The most replaced secrets that sign at the same time (choice). */
export const MAX_OLD_SECRETS = 3;

/** How long an answer may take altogether. */
export const TIMEOUT_MS = 10_000;

/** A webhook that takes longer than this to answer is sent to in the queue of slow webhooks. */
export const SLOW_MS = 2_000;

/** Returns whether an HTTP status says that the message has arrived. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
