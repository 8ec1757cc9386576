/** No list of sessions has more rows (choice); the largest conferences in the state have about 300 sessions. */
export const MAX_ROWS = 500;

/** The sentence about the limit, for every place that checks it. */
export const TOO_MANY_ROWS = `A list of sessions can have at most ${MAX_ROWS} rows. Add the sessions in parts.`;

/** How many rows a blank grid has, and how many "Add more rows" adds. */
export const BLANK_ROWS = 10;
