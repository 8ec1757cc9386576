/** For how long a merge can be undone. */
export const UNDO_DAYS = 30;

/** Returns the moment until which a merge can be undone. */
export function undoUntil(mergedAt: Date): Date {
  return new Date(mergedAt.getTime() + UNDO_DAYS * 86_400_000);
}

/** Returns why a merge can no longer be undone, or null while it can. */
export function whyNotUndo(mergedAt: Date, now: Date): string | null {
  return now <= undoUntil(mergedAt)
    ? null
    : `A merge can be undone for ${UNDO_DAYS} days, and this one is older. Move what belongs elsewhere one by one.`;
}
