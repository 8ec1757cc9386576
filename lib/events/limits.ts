/** How long each text may be, in characters as people count them (choice). The certificate has room for these. */
export const MAX_TITLE = 200;
export const MAX_INSTRUCTOR = 120;
export const MAX_CITY = 80;
export const MAX_DESCRIPTION = 2000;
export const MAX_AGENDA_TITLE = 200;
export const MAX_CONFERENCE = 120;

/** No program of one event has more rows; a longer one is a conference, with one event a session (manual; M24). */
export const MAX_AGENDA_ROWS = 60;

/** Years outside of these are slips of the keyboard, such as 0206 (choice). */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;
