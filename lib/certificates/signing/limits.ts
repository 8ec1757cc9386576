/** How long each may be, in characters as people count them (choice): Section IV has room for these. */
export const MAX_SIGNATURE = 60;
export const MAX_PRINTED_NAME = 80;
export const MAX_SIGNER_TITLE = 80;

/** The largest file of a picture, in bytes. A form with it stays below what the server takes at all. */
export const LARGEST_PICTURE = 900_000;
