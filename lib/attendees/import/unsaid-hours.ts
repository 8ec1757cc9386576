import type { UploadedLine } from '@/db/schema';
import type { Columns } from './columns';
import { meaningOf, plain } from './headings';
import { markOf } from './marks';

/** A heading of one day, half a day or one session: "Day 1", "6/8", "Tuesday", "Morning", "AM", "Session B". */
const OF_A_PART =
  /^\W*(day|session|part|block|tag|jour|d[ií]a|sesi[oó]n|s[eé]ance|sitzung|giorno)\s*#?\s*(\d{1,2}|[A-H]|one|two|three|four|five)\b|^\W*\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\W*$|^\W*(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\b|^\W*(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b|^\W*(a\.?m\.?|p\.?m\.?|morning|afternoon|evening|matin|apr[eè]s-midi|vormittag|nachmittag|ma[nñ]ana|tarde)\W*$/i;

/** What people choose beside the program: "Friday lunch", "Day 1 parking". */
const NO_PART =
  /\b(lunch(es)?|dinners?|breakfasts?|brunch|supper|banquet|gala|meals?|snacks?|food|reception|social (hour|event)|mixer|party|t-?shirts?|shirts?|parking|hotel|lodging|rooms?|nights?|stay|shuttle|bus|transport\w*|rides?|tours?|excursion|golf|raffle|swag|rsvp|tickets?|diet\w*|vegetarian|vegan|allerg\w*|child ?care|guests?|fees?|paid|pay\w*|cost|price|invoice|almuerzo|cena|comida|desayuno|d[eé]jeuner|d[iî]ner|repas|h[oô]tel|(mittag|abend)?essen|fr[uü]hst[uü]ck|parkplatz)\b/i;

/**
 * Returns the columns of marks that show on which days or sessions people came, when nothing else in the list gives their hours or
 * says that they completed the event. Returns none when there is only one such column.
 */
export function daysWithoutHours(
  headings: readonly string[],
  rows: readonly UploadedLine[],
  columns: Columns,
): number[] {
  if (columns.includes('units') || columns.includes('completed')) return [];
  const days = headings.flatMap((text, at) => {
    if (columns[at] || !OF_A_PART.test(text) || NO_PART.test(text)) return [];
    const cells = rows.map(([, line]) => line[at] ?? '').filter(Boolean);
    const areMarks = cells.every((cell) => markOf(cell) !== undefined && !/^\d{2}/.test(cell));
    return areMarks && cells.some((cell) => markOf(cell) === 'yes') ? [at] : [];
  });
  return days.length > 1 ? days : [];
}

/** Returns on how many of these days a person came. */
export const daysOf = (cells: readonly string[], days: readonly number[]) =>
  days.filter((at) => markOf(cells[at] ?? '') === 'yes').length;

const NOTES =
  /^(notes?|comments?|remarks?|bemerkung(en)?|anmerkung(en)?|notas?|observacion(es)?|remarques?|commentaires?)$/;
const HOURS_IN_NOTE = /(?<![\d.,:])\d{1,2}(?:[.,]\d{1,2})?\s*-?\s*(?:hrs?|hours?|pdus?|std|stunden|heures?|horas?)\b/i;
/** "2h", "2.5 h"; 4-H and 4H are clubs. */
const SHORT_HOURS = /(?<![\d.,:])\d{1,2}(?:[.,]\d{1,2})?\s?h(?![\p{L}\p{N}-])/u;

/** Returns the columns of notes, in a list without a column of PDUs or of completions. */
export const notesWithoutUnits = (headings: readonly string[], columns: Columns) =>
  columns.includes('units') || columns.includes('completed')
    ? []
    : headings.flatMap((text, at) => (!columns[at] && NOTES.test(plain(text)) && !meaningOf(text)?.kind ? [at] : []));

/** Returns the hours that a note has, as they are written: "2.5 hrs"; null when it has none. */
export const hoursInNote = (note: string) => (HOURS_IN_NOTE.exec(note) ?? SHORT_HOURS.exec(note))?.[0] ?? null;
