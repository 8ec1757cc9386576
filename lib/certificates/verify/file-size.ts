/** 5 MB, fifty times the size of a certificate (choice). scripts/start/body-limit.ts lets this page receive as much. */
export const MAX_PDF = 5_000_000;

export const TOO_LARGE =
  'This file is larger than 5 MB. A certificate is much smaller. Choose the certificate’s own PDF file.';
