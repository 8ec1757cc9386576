/** Maximum length of each text, in characters as people count them (choice). */
export const MAX_NAME = 200;
export const MAX_KNOWN_AS = 10;
export const MAX_STREET = 200;
export const MAX_WEBSITE = 200;
export const MAX_PERSON = 120;
export const MAX_JOB_TITLE = 120;

/** How long an export of a provider's records can be downloaded (choice); it can be made again. */
export const EXPORT_DAYS = 30;
