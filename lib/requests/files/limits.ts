/** The largest file that can be added to a request, in bytes. */
export const MAX_FILE = 10_000_000;

/** The most files of one request (choice). */
export const MAX_FILES = 5;

export const TOO_LARGE = 'This file is larger than 10 MB. Save it smaller, then choose it again.';
