/** 5 MB, fifty times a certificate (choice). scripts/start/body-limit.ts lets so much through to this page. */
export const LARGEST_PDF = 5_000_000;

export const TOO_LARGE = 'This file is larger than 5 MB. A certificate is much smaller: choose its own PDF file.';
