import type { UploadedLine } from '@/db/schema';
import type { Columns } from './columns';
import { plain } from './headings';
import type { legendIn } from './legend';
import { type Mark, markOf, markWord } from './marks';
import type { Matching } from './matching';
import type { Platform } from './platforms';
import { isDated } from './read-line';

/** A word of the status column, its meaning, and the number of rows that have it. */
export type MarkedWord = { word: string; text: string; mark: Mark; known: boolean; count: number };

/** The most words of a status column that can be given a meaning. */
const MAX_WORDS = 24;

/** Reads the status column of a list: its words, their meanings, and whether it is something else. */
export function statusOf(
  rows: readonly UploadedLine[],
  columns: Columns,
  platform: Platform | null,
  matching: Partial<Matching>,
  { heading, isUndecided, legend }: { heading: string; isUndecided: boolean; legend: ReturnType<typeof legendIn> },
) {
  const at = columns.indexOf('completed');
  const cells = at < 0 ? [] : rows.map(([, line]) => line[at] ?? '');
  const words = new Map<string, MarkedWord>();
  const own = matching.marks ?? {};
  const isPercent = /%|percent|porcentaje|pourcentage|prozent|\brate\b/i.test(heading);
  // Next to P for present, T is tardy and not true.
  const isLettered = cells.some((text) => /^p$/i.test(text));
  const isInParts = areParts(cells);
  const isOfDays = /\b(date|fecha|datum|data)\b/i.test(heading);
  const isOfCheckIn = /\b(check(ed)?|scan(ned)?|sign(ed)?)[ -]?in|\barriv/i.test(heading);
  const hasChecks = cells.some((text) => /^[☑✓✔✅√]/u.test(text));
  const isCounted = cells.some((text) => /^([2-9]|\d{2,3})$/.test(text)) && !isPercent;
  const areShares = isPercent && cells.every((text) => /^(0?([.,]\d+)?|1([.,]0+)?)$/.test(text));
  const isYesLetter = letterOfYes(cells, heading);
  const meant = (text: string) => {
    if (isUndecided) return undefined;
    if (legend.has(markWord(text))) return legend.get(markWord(text));
    // Next to 4 of something, 1 is one of it.
    if (isCounted && text === '1') return undefined;
    if (isYesLetter.test(text)) return 'yes';
    if (areShares && text !== '') return Number(text.replace(',', '.')) >= 1 ? 'yes' : 'no';
    // A box with a cross is checked, but not next to check marks; and nor is an x.
    if (text === '☒' && !hasChecks) return 'yes';
    if (hasChecks && /^x$/i.test(text)) return undefined;
    if (isLettered && /^t$/i.test(text)) return undefined;
    // A day as spreadsheets count them
    if (isOfDays && /^[345]\d{4}(\.\d+)?$/.test(text)) return 'yes';
    // The time of a check-in
    if (isOfCheckIn && TIME.test(text)) return 'yes';
    const percent = isPercent && /^\d{1,3}([.,]\d+)?$/.test(text.trim()) ? `${text.trim()}%` : text;
    // "3/5" is a part of the whole, where it is not a day.
    return markOf(isInParts ? percent.replace(PART, '$1 of $2') : percent, platform?.marks);
  };
  const read = (text: string): Mark | undefined => own[markWord(text)] ?? meant(text);
  let [filled, known, unknown] = [0, 0, 0];
  for (const text of cells) {
    if (text === '' || /^nan$/i.test(text) || text.startsWith('#')) continue;
    filled++;
    const isKnown = meant(text) !== undefined;
    if (isKnown) known++;
    const word = markWord(text);
    const before = words.get(word);
    if (before) before.count++;
    else {
      if (!isKnown) unknown++;
      words.set(word, { word, text, mark: read(text) ?? 'none', known: isKnown, count: 1 });
    }
  }
  const dated = isDated(cells);
  const list = dated
    ? []
    : Array.from(words.values()).sort((a, b) => Number(a.known) - Number(b.known) || b.count - a.count);
  return {
    cells,
    markOf: read,
    words: list.slice(0, MAX_WORDS),
    isOther: filled > 0 && known < filled / 2 && unknown > 6,
  };
}

/** Returns what is a yes besides the words that always are: the O of "(O/N)" in French, the S of "(S/N)" in Spanish. */
function letterOfYes(cells: readonly string[], heading: string): RegExp {
  const isOfTwo = (letter: string) =>
    new RegExp(`\\b${letter}\\s*/\\s*n\\b`, 'i').test(heading) ||
    (cells.some((text) => /^n$/i.test(text)) && cells.every((text) => new RegExp(`^[${letter}n]?$`, 'i').test(text)));
  return isOfTwo('o') ? /^o$/i : isOfTwo('s') ? /^s$/i : /^(?!)/;
}

const TIME = /^\d{1,2}:[0-5]\d(:[0-5]\d)?\s?([ap]\.?m\.?)?$/i;

const PART = /^\s*(\d{1,3})\s*\/\s*(\d{1,3})\s*$/;

/** Returns whether a column has parts of one whole, such as 5/5 and 3/5: someone has all of it, and days would differ. */
function areParts(cells: readonly string[]): boolean {
  const found = cells.map((text) => PART.exec(text)).filter((each) => each !== null);
  return (
    found.length > 1 &&
    new Set(found.map(([, , whole]) => whole)).size === 1 &&
    found.some(([, part, whole]) => part === whole)
  );
}

/** Headings of payments and of answers to a survey, next to which “Completed” is about these. */
const OF_ORDERS =
  /^(gross|fees?|net|currency|amount|amountpaid|amountdue|ordertotal|orderid|ordernumber|orderdate|transactionid|payment(method|status|type)|invoice(number)?|price|subtotal|balance(due)?|responseid|submissionid|ipaddress|timestarted|datesubmitted|useragent|collectorid|networkid|entryid|respondentid)$/;

/** Returns whether a status is about a payment, or about a survey, and not about attendance. */
export function isOfOrders(headings: readonly string[], rows: readonly UploadedLine[], at: number): boolean {
  const done = rows.map(([, line]) => line[at] ?? '').filter((cell) => markOf(cell) === 'yes');
  const areCompleted = done.every((cell) => /^(complet|finaliz|termin|abgeschl|done|finished|ok$)/i.test(cell.trim()));
  return areCompleted && headings.some((heading) => OF_ORDERS.test(plain(heading)));
}

/** Returns whether a column has nothing but the number 1, which in a list of employees means that they work there. */
export function areOnes(rows: readonly UploadedLine[], at: number): boolean {
  const cells = rows.map(([, line]) => line[at] ?? '').filter(Boolean);
  return cells.length > 0 && cells.every((cell) => cell === '1');
}
