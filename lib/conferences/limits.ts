/** Maximum length of each text, in characters as people count them (choice). */
export const MAX_NAME = 120;
export const MAX_PLACE = 200;
export const MAX_PROGRAM = 2000;
export const MAX_CONTACT = 300;

/** No conference is longer (choice); a longer one has a wrong year. */
export const MAX_DAYS = 366;

/** No page of a conference shows more sessions (choice). */
export const MAX_SESSIONS = 1000;

/** How many of the latest conferences a name is looked for in: more than a provider ever has. */
export const MAX_SEARCHED = 5_000;

/** How many conferences a select offers; older ones are on the list of conferences. */
export const MAX_CHOICES = 100;
