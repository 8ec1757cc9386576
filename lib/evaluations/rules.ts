/**
 * Answers are shown once five people gave them, and then in portions of five: shown one by one, each could be laid
 * beside the claim that came with it (choice).
 */
export const PORTION = 5;

/** How many of these answers can be shown. */
export function shownAnswers(given: number): number {
  return given - (given % PORTION);
}
