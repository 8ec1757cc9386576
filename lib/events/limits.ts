/** The most characters of the title of an agenda row (choice); those of an event's own texts are in `fields.ts`. */
export const MAX_AGENDA_TITLE = 200;

/** No single event's program has more rows; a longer one is a conference, with one event per session (manual; M24). */
export const MAX_AGENDA_ROWS = 60;

/** Years outside this range are typos, such as 0206 (choice). */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;
