/** The number of steps in a sum; the browser measures its progress against the larger one. */
export const MIN_WORK = 300;
export const MAX_WORK = 600;
