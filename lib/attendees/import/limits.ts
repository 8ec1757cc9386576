/** The most rows of one import (choice); the largest webinars have that many. */
export const MAX_LINES = 20_000;
/** The most lines of a table: its rows, and headings, what a report says above them, and totals. */
export const MAX_TABLE_LINES = MAX_LINES + 100;
/** The sentence about this limit, for every place that checks it. */
export const TOO_LONG = `A list can have at most ${MAX_LINES.toLocaleString('en-US')} rows. Copy only the list into a new file, or import it in parts.`;
/**
 * The largest file, in bytes (choice); 20,000 rows of the widest reports are below it. `scripts/start/body-limit.ts`
 * lets this page receive that much.
 */
export const MAX_FILE_BYTES = 5_000_000;
/** The sentence about this limit, for every place that checks it. */
export const TOO_LARGE = `This file is larger than ${MAX_FILE_BYTES / 1_000_000} MB. Copy only the list into a new file, or import it in parts.`;
/** Columns beyond this number are ignored. A course with fifty activities has about a hundred, and its last one has the completions. */
export const MAX_COLUMNS = 120;
/** Longer cells are cut here; every field is shorter (a description has 2,000), so a cut text is rejected anyway. */
export const MAX_CELL = 2_100;
/** The most bytes that a spreadsheet's parts can unpack to; a file made to fill the memory would need more. */
export const MAX_UNPACKED_BYTES = 60_000_000;
/**
 * The most text of all cells together, in UTF-16 units, because a few bytes of a workbook can repeat a text that is
 * stored and shown in full.
 */
export const MAX_TEXT = 5_000_000;
/** The most parts of a workbook's archive; real ones have a few dozen. */
export const MAX_ENTRIES = 2_000;
/**
 * The most elements that are read in a workbook: 20,000 rows of 24 cells with at most three elements each have about
 * 1,400,000.
 */
export const MAX_ELEMENTS = 1_500_000;
/** The most levels of nested elements; a cell's text is at level eight. */
export const MAX_DEPTH = 64;
/** The longest tag, text or comment, in characters: an Excel cell has up to 32,767, each written as up to ten. */
export const MAX_PIECE = 400_000;
/** The most sheets of a workbook, or tables of a page, that people can choose from. */
export const MAX_SHEETS = 30;
