/**
 * Answers are shown in batches of five people who answered the same questions: shown one by one, each could be matched to the
 * claim that came with it, and so could the only answer to a question that the provider added in between (choice).
 */
export const BATCH_SIZE = 5;
