/** The longest text in each field, in characters as people count them (choice): Section IV has room for these. */
export const MAX_SIGNATURE = 60;
export const MAX_PRINTED_NAME = 80;
export const MAX_SIGNER_TITLE = 80;

/** The largest picture file, in bytes. A form with one stays below the server's limit for a request. */
export const MAX_PICTURE = 900_000;
