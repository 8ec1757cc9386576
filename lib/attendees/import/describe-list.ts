import type { UploadAbout, UploadedLine } from '@/db/schema';
import { minutesAsWritten } from '../hours-as-written';
import type { Columns } from './columns';
import type { LeftOut } from './find-table';
import { isOfAbsence, isOfMinutes, meaningOf, plain } from './headings';
import { markOf } from './marks';
import type { NamePart } from './name-parts';
import type { PlannedLine } from './planned';
import { removedNumbers } from './removed-numbers';
import type { Understanding } from './understand';
import { daysWithoutHours, hoursInNote, notesWithoutUnits } from './unsaid-hours';

/** What a list was understood as, in one line, and other things that people should know, in one sentence each. */
export type ListDescription = { summary: string; details: string[] };

/** How many kinds of left-out rows have their own sentence. */
const MAX_DETAILS = 12;

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** Describes what a list was understood as, so that people notice a wrong guess before anything is imported. */
export function describeList(
  { platform, heading, summed, nameParts, leftOut, marks, columns, rows, ofSession }: Understanding,
  plan: readonly PlannedLine[],
  about: UploadAbout,
): ListDescription {
  const repeated = plan.filter(({ kind }) => kind === 'repeated').length;
  const added = plan.filter(({ kind }) => kind === 'added').length;
  const people = plan.length - repeated - added;
  const unchecked = plan.filter(({ kind, doubt }) => doubt !== null && kind !== 'wrong' && kind !== 'repeated').length;
  const hidden = about.hidden?.length ?? 0;
  const outside = leftOut.reduce((sum, { lines }) => sum + lines.length, 0) + (about.totals?.length ?? 0);
  const name = platform?.name ?? (heading ? 'List with headings' : 'List without headings');
  const summary = [
    `${name}${heading && heading[0] > 1 ? `, headings in row ${heading[0]}` : ''}: ${counted(people, 'person', 'people')}`,
    ...(repeated > 0 ? [counted(repeated, 'repeated row', 'repeated rows')] : []),
    ...(added > 0 ? [counted(added, 'more session', 'more sessions')] : []),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
    ...(outside > 0 ? [`${counted(outside, 'row', 'rows')} left out`] : []),
    ...(hidden > 0 ? [counted(hidden, 'hidden row', 'hidden rows')] : []),
  ].join(', ');
  const totals: LeftOut[] = about.totals ? [{ lines: about.totals, what: 'a total' }] : [];
  const details = [
    ...(about.ssn ? [removedNumbers(about)!] : []),
    ...otherSheets(about),
    ...(about.sideways ? ['The list has a column for each person. Row 2 below is its column B, and so on.'] : []),
    ...(about.beside ?? []).map(({ column, from, to, sameRow }) =>
      sameRow
        ? `Rows have several people. Those in column ${columnName(column)} are read below the others, as ${rowsIn(range(from, to))}.`
        : `A table beside the first one, from column ${columnName(column)} on, is read below it, as ${rowsIn(range(from, to))}.`,
    ),
    ...otherNames(heading, columns, rows),
    ...[...leftOut, ...totals].slice(0, MAX_DETAILS).map(({ lines, what }) => `Left out: ${rowsIn(lines)}, ${what}.`),
    ...cleanedIn(plan),
    ...nameParts.map((part) => separatedIn(part, columns)),
    ...(summed.length > 0 ? [`The hours of columns ${summed.map(columnName).join(', ')} are added.`] : []),
    ...unaddedMinutes(heading, columns, rows, summed),
    ...twoWithoutHeadings(heading, columns),
    ...unknownIn(marks),
    ...(ofSession < 0
      ? []
      : [
          `The list has a row for each session, so column ${columnName(ofSession)} does not show completion of the event. If it does, choose the column below.`,
        ]),
    ...maybeOf(heading, columns, { rows, marks, platform }),
    ...unsaidHours(heading, columns, rows),
    ...(hidden > 0
      ? [`Hidden, filtered out or struck through in the file: ${rowsIn(about.hidden!)}. They are not checked.`]
      : []),
  ];
  return { summary: `${summary}.`, details };
}

/** Names the other sheets of a workbook that have people, too. */
function otherSheets({ sheet, sheets = [] }: UploadAbout): string[] {
  const hasPeople = (cells: readonly string[]) =>
    cells.filter(Boolean).length > 1 && cells.some((cell) => NAMED.includes(meaningOf(cell)?.kind ?? ''));
  const names = sheets
    .filter(({ sample }, at) => at !== sheet && sample.some(hasPeople))
    .slice(0, 5)
    .map(({ name }) => `“${name}”`);
  const which = names.length === 1 ? 'this sheet' : 'one of these sheets';
  return names.length === 0 ? [] : [`Not read: ${names.join(', ')}. To import ${which}, choose it above.`];
}

function cleanedIn(plan: readonly PlannedLine[]): string[] {
  const times = (cleaning: string) => plan.filter(({ cleaned }) => cleaned.some((each) => each === cleaning)).length;
  const [turned, normal, cut] = [times('turn'), times('case'), times('cut')];
  return [
    ...(turned > 0 ? [`“Last, First” was turned around in ${counted(turned, 'name', 'names')}.`] : []),
    ...(normal > 0
      ? [`${counted(normal, 'name is', 'names are')} written in normal case instead of all capitals or all lowercase.`]
      : []),
    ...(cut > 0 ? [`What followed the name was left out of ${counted(cut, 'name', 'names')}.`] : []),
  ];
}

/** Says what was separated from the names, and what happens to it. */
function separatedIn({ from, at, kind, words }: NamePart, columns: Columns): string {
  const what = `Column ${columnName(from)} has names with ${kind === 'completed' ? 'marks' : `“${words}”`}.`;
  if (columns[at] === null || columns[at] === undefined) return `${what} Only the names are imported.`;
  return kind === 'completed'
    ? `${what} The marks are read as “Completed the event”.`
    : `${what} They are imported separately.`;
}

function unknownIn(marks: Understanding['marks']): string[] {
  const unknown = marks.filter(({ known, mark }) => !known && mark === 'none');
  if (unknown.length === 0) return [];
  const words = unknown.slice(0, 5).map(({ text }) => `“${text.slice(0, 40)}”`);
  return [
    `It is not known whether ${words.join(', ')}${unknown.length > 5 ? ', …' : ''} means completed. Choose below.`,
  ];
}

/** Names the columns that may have the completions, or the hours, when none is known to have them. */
function maybeOf(
  heading: UploadedLine | null,
  columns: Columns,
  { rows, marks, platform }: Pick<Understanding, 'rows' | 'marks' | 'platform'>,
): string[] {
  const width = Math.max(heading?.[1].length ?? 0, ...rows.slice(0, 300).map(([, cells]) => cells.length));
  const cellsOf = (at: number) => rows.map(([, line]) => line[at] ?? '').filter((cell) => cell !== '');
  const headingsOf = (isOne: (text: string, at: number) => boolean, areValues: (cells: string[]) => boolean) =>
    Array.from({ length: width }, (_, at) => at)
      .filter((at) => {
        if (columns[at] || !isOne(heading?.[1][at] ?? '', at)) return false;
        const cells = cellsOf(at);
        return cells.length > 0 && areValues(cells);
      })
      .slice(0, 5)
      .map((at) => (heading?.[1][at] ? `“${heading[1][at].slice(0, 40)}”` : `column ${columnName(at)}`))
      .join(', ');
  const isStatus = (text: string) => {
    const meaning = meaningOf(text);
    if (isOfAbsence(text)) return false;
    return meaning === null || meaning.kind === 'units' || meaning.kind === 'completed';
  };
  const isMark = (cell: string) => markOf(cell) !== undefined && !/^\W*\d/.test(cell);
  const areMarks = (cells: string[]) =>
    cells.filter(isMark).length > cells.length * 0.6 && cells.some((cell) => isMark(cell) && markOf(cell) === 'yes');
  const firstName = columns.findIndex((kind) => NAMED.includes(kind ?? ''));
  const isTime = (text: string, at: number) =>
    text === '' ? areMaybeHours(cellsOf(at), at < firstName) : DURATION.test(plain(text));
  const areTimes = (cells: string[]) => cells.every((cell) => minutesAsWritten(cell) !== null);
  // A status that is "active" for everyone says nothing.
  const saysNothing = marks.length > 0 && marks.every(({ known, mark }) => known && mark === 'none');
  const hasStatus = columns.includes('completed') && !saysNothing;
  // One of several days completes no one.
  const days = daysWithoutHours(heading?.[1] ?? [], rows, columns);
  const status = hasStatus ? '' : headingsOf((text, at) => !days.includes(at) && isStatus(text), areMarks);
  const time = (hasStatus || !platform) && !columns.includes('units') ? headingsOf(isTime, areTimes) : '';
  return [
    ...(status ? [`Not imported: ${status}. If it shows completion of the event, choose the column below.`] : []),
    ...(time ? [`Not imported: ${time}. If it has the hours that each person earned, choose the column below.`] : []),
  ];
}

/** Says which columns show that people were there for a part, but not how many hours that is. */
function unsaidHours(heading: UploadedLine | null, columns: Columns, rows: readonly UploadedLine[]): string[] {
  const headings = heading?.[1] ?? [];
  const days = daysWithoutHours(headings, rows, columns);
  const notes = notesWithoutUnits(headings, columns).filter((at) =>
    rows.some(([, cells]) => hoursInNote(cells[at] ?? '')),
  );
  const all = days.map((at) => `“${headings[at]!.slice(0, 40)}”`);
  return [
    ...(days.length > 0
      ? [
          `${all.slice(0, 5).join(', ')}${all.length > 5 ? ', …' : ''} do not say how many hours they had, so no PDUs come from them. Write the hours in the headings, such as “${headings[days[0]!]} (6 hours)”, then import the list once more.`,
        ]
      : []),
    ...notes.map(
      (at) =>
        `Not imported: the hours in “${headings[at]!.slice(0, 40)}”. Write them in a column of their own, then import the list once more.`,
    ),
  ];
}

/** Names the columns of minutes that are not imported, because another column has the hours. */
function unaddedMinutes(
  heading: UploadedLine | null,
  columns: Columns,
  rows: readonly UploadedLine[],
  summed: readonly number[],
): string[] {
  const from = columns.indexOf('units');
  if (from < 0) return [];
  return (heading?.[1] ?? []).flatMap((text, at) =>
    at !== from && !summed.includes(at) && isOfMinutes(text) && rows.some(([, cells]) => cells[at])
      ? [`Not imported: “${text}”. The PDUs come from “${heading?.[1][from] || `column ${columnName(from)}`}”.`]
      : [],
  );
}

/**
 * Returns whether cells without a heading may be hours: small numbers. Before the names, those that count up by one are
 * the numbers of the rows.
 */
const areMaybeHours = (cells: readonly string[], isBeforeNames: boolean) =>
  cells.every((cell) => /^\d{1,2}([.,]\d+)?$/.test(cell)) &&
  (!isBeforeNames || cells.some((cell, index) => index > 0 && Number(cell) !== Number(cells[index - 1]) + 1));

const DURATION =
  /^(duree|duration|dauer|duracion|durata|duracao|length|time|totaltime|timespent|timeattended|timepresent|attendancetime|attendanceduration|ceus?)$/;

/** Names the columns with first and last names, when no heading says which is which. */
function twoWithoutHeadings(heading: UploadedLine | null, columns: Columns): string[] {
  const [first, last] = [columns.indexOf('firstName'), columns.indexOf('lastName')];
  return heading || first < 0 || last < 0
    ? []
    : [`Column ${columnName(first)} is read as first names, and column ${columnName(last)} as last names.`];
}

/** Tells of other names: in another table behind a column without a heading, or in a second column of the same kind. */
function otherNames(heading: UploadedLine | null, columns: Columns, rows: readonly UploadedLine[]): string[] {
  const headings = heading?.[1] ?? [];
  const gap = headings.findIndex((text, at) => text === '' && at > columns.findIndex((kind) => kind !== null));
  const own = headings[columns.indexOf('name')] ?? '';
  // "Teacher 2" beside "Teacher 1"
  const isNext = (text: string) =>
    /\d$/.test(own) && /\d$/.test(text) && plain(text.replace(/\d+$/, '')) === plain(own.replace(/\d+$/, ''));
  const at = headings.findIndex((text, index) => {
    if (!columns[index] && OF_COLLEAGUES.test(text) && rows.some(([, cells]) => cells[index])) return true;
    const isBeside = (gap >= 0 && index > gap) || isNext(text);
    const meaning = isBeside && !columns[index] ? meaningOf(text) : null;
    return meaning !== null && NAMED.includes(meaning.kind ?? '') && rows.some(([, cells]) => cells[index]);
  });
  return at < 0
    ? []
    : [
        `Left out: the names in column ${columnName(at)}, “${headings[at]}”. To import them, choose that column as the name below, then import the list once more.`,
      ];
}

/** "Colleague's name" */
const OF_COLLEAGUES =
  /^(colleague|co-?worker|partner|co-?teacher|team ?mate|second (person|attendee|participant)|other (person|attendee|participant)|additional (person|attendee|participant))['’]?s?\b.*\bname/i;

const NAMED = ['name', 'firstName', 'lastName'];

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Returns a column as spreadsheets name it: A, B, …, AA. */
const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** Formats row numbers as "rows 1–3 and 9". */
function rowsIn(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  const texts = ranges.slice(0, 5).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  if (ranges.length > 5) texts.push('others');
  const list = texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts[0]!;
  return `${lines.length === 1 ? 'row' : 'rows'} ${list}`;
}

/** Returns the first words of a list that have more than ASCII: they show whether the encoding is right. */
export function beyondAscii(lines: readonly UploadedLine[]): string {
  const words: string[] = [];
  for (const [, line] of lines) {
    words.push(...line.filter((cell) => /[^\x20-\x7e\s]/.test(cell)));
    if (words.length >= 5) break;
  }
  return words.slice(0, 5).join(', ').slice(0, 200);
}
