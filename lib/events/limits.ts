/** Maximum length of each text, in characters as people count them (choice). They fit on the certificate. */
export const MAX_TITLE = 200;
export const MAX_INSTRUCTOR = 120;
export const MAX_CITY = 80;
export const MAX_DESCRIPTION = 2000;
export const MAX_AGENDA_TITLE = 200;

/** No single event's program has more rows; a longer one is a conference, with one event per session (manual; M24). */
export const MAX_AGENDA_ROWS = 60;

/** Years outside this range are typos, such as 0206 (choice). */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;
