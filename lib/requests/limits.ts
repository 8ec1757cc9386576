/** The most characters in each text of a request. */
export const MAX_WORDS = 2_000;

/** The business days in which the agency intends to answer a request (choice; what it promises for applications). */
export const DAYS_TO_ANSWER = 7;
