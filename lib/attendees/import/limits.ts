/** The largest file that is taken, in bytes (choice): thousands of lines are far below it. */
export const MAX_FILE_BYTES = 2_000_000;
/** Lines of one import (choice). */
export const MAX_LINES = 5_000;
/** Columns beyond this are not looked at. */
export const MAX_COLUMNS = 40;
/** Longer cells are cut here: every field is shorter, so what is cut is refused anyway. */
export const MAX_CELL = 500;
/** What a spreadsheet's parts may unpack to, in bytes: a file made to fill the memory says more. */
export const MAX_UNPACKED_BYTES = 30_000_000;
