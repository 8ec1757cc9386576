/**
 * Answers are shown once five people gave them, and then in batches of five: shown one by one, each could be matched to
 * the claim that came with it (choice).
 */
export const BATCH_SIZE = 5;

/** Returns how many of these answers can be shown. */
export function shownAnswers(given: number): number {
  return given - (given % BATCH_SIZE);
}
