import type { UploadedLine } from '@/db/schema';
import { COLUMN_KINDS, COLUMN_LABELS, type ColumnKind, type Columns } from '../import/columns';
import { MAX_COLUMNS } from '../import/limits';
import { columnText, LETTERS } from '../import/matching';
import { sayTime, TIME_KINDS, type TimeColumns, type TimeKind } from './time-columns';
import { readLasted, readWrittenTime } from './written-times';

type PersonKind = Exclude<ColumnKind, 'units' | 'completed'>;
/** What a column of a report can say: who a person is, or when they were there. */
export type ReportKind = PersonKind | TimeKind;
/** One entry per column; null when it is not read. */
export type ReportColumns = (ReportKind | null)[];

/** Says how to read a report: the number of the line of headings, or 0 for none, and the columns; null to guess these. */
export type Reading = { headingLine: number; columns: ReportColumns | null };

/** PDUs and completion come from the time, whatever else the report says. */
const isOfPerson = (kind: ColumnKind | null): kind is PersonKind =>
  kind !== null && kind !== 'units' && kind !== 'completed';

const TIME_LABELS: Record<TimeKind, string> = {
  join: 'Came',
  leave: 'Left',
  firstJoin: 'First came',
  lastLeave: 'Last left',
  lasted: 'How long they stayed',
  day: 'Day of the times',
  action: 'Action: came or left',
  moment: 'Time of the action',
  waiting: 'In the waiting room',
};

export const REPORT_OPTIONS: readonly { value: ReportKind; label: string }[] = [
  ...COLUMN_KINDS.filter(isOfPerson).map((value) => ({ value, label: COLUMN_LABELS[value] })),
  ...TIME_KINDS.map((value) => ({ value, label: TIME_LABELS[value] })),
];

const LABELS = new Map<ReportKind, string>(REPORT_OPTIONS.map(({ value, label }) => [value, label]));
export const isReportKind = (text: unknown): text is ReportKind => LABELS.has(text as ReportKind);

const { units: _units, completed: _completed, ...PERSON_LETTERS } = LETTERS;
const { write, read } = columnText<ReportKind>({
  ...PERSON_LETTERS,
  join: 'J',
  leave: 'L',
  firstJoin: 'F',
  lastLeave: 'G',
  lasted: 'D',
  day: 'Y',
  action: 'A',
  moment: 'M',
  waiting: 'W',
});

export { read as readColumnsText, write as columnsText };

/** Writes a reading as one text for an address: "3.neJL", or "3" when the columns are guessed. */
export const readingText = ({ headingLine, columns }: Reading) =>
  columns === null ? String(headingLine) : `${headingLine}.${write(columns)}`;

export function readReadingText(text: string): Reading | null {
  const [line = '', columns, ...more] = text.split('.');
  if (!/^\d{1,7}$/.test(line) || more.length > 0) return null;
  if (columns === undefined) return { headingLine: Number(line), columns: null };
  const chosen = read(columns);
  return chosen && { headingLine: Number(line), columns: chosen };
}

/**
 * Reads the form that changes how a report is read; null when the address has none. With other headings, the columns
 * are guessed again.
 */
export function readReadingForm(text: (name: string) => string | undefined): Reading | null {
  const heading = text('heading');
  if (heading === undefined || !/^\d{1,7}$/.test(heading)) return null;
  if (heading !== text('headingBefore')) return { headingLine: Number(heading), columns: null };
  const chosen = Array.from({ length: MAX_COLUMNS }, (_, index) => text(`c${index}`));
  const width = chosen.findLastIndex((value) => value !== undefined) + 1;
  const columns = chosen.slice(0, width).map((value) => (isReportKind(value) ? value : null));
  return { headingLine: Number(heading), columns: width === 0 ? null : columns };
}

/** Combines what the columns say about people and about time. */
export function reportColumns(people: Columns, times: TimeColumns): ReportColumns {
  const timed = new Map(
    TIME_KINDS.flatMap((kind) => (times[kind] === undefined ? [] : [[times[kind], kind] as const])),
  );
  const width = Math.max(people.length, ...[...timed.keys()].map((index) => index + 1));
  return Array.from({ length: width }, (_, index) => {
    const kind = people[index] ?? null;
    return timed.get(index) ?? (isOfPerson(kind) ? kind : null);
  });
}

const isTimeKind = (kind: ReportKind | null): kind is TimeKind => TIME_KINDS.some((each) => each === kind);

/** Returns the columns that say who a person is, as an import reads them. */
export const peopleIn = (columns: ReportColumns): Columns =>
  columns.map((kind) => (kind === null || isTimeKind(kind) ? null : kind));

/** Returns the columns that say when people were there. */
export const timesIn = (columns: ReportColumns): TimeColumns =>
  Object.fromEntries(columns.flatMap((kind, index) => (isTimeKind(kind) ? [[kind, index]] : [])));

/** Returns why attendance cannot be read from these columns; null when it can. */
export function whyNotTheseColumns(columns: ReportColumns): string | null {
  const twice = columns.find((kind, index) => kind !== null && columns.indexOf(kind) !== index);
  if (twice) return `Two columns are marked as “${LABELS.get(twice)}”. Choose one of them.`;
  if (!columns.includes('name') && !columns.includes('firstName') && !columns.includes('lastName'))
    return 'Choose the column that contains the names.';
  return sayTime(timesIn(columns))
    ? null
    : 'Choose the columns that say when people came and left, or the one that says how long they stayed.';
}

/** How many rows decide whether a column has times. */
const LOOKED_AT = 300;

/** Returns whether a list has a column of times or durations, so that a person can say what they are. */
export function mayHaveTimes(lines: readonly UploadedLine[]): boolean {
  const cells = new Map<number, { filled: number; times: number }>();
  for (const [, line] of lines.slice(0, LOOKED_AT)) {
    for (const [index, cell] of line.entries()) {
      if (cell === '') continue;
      const column = cells.get(index) ?? { filled: 0, times: 0 };
      column.filled++;
      if (isTimeOrDuration(cell)) column.times++;
      cells.set(index, column);
    }
  }
  return [...cells.values()].some(({ filled, times }) => times > 0 && times >= filled / 2);
}

/** A bare number can be anything, so it is not a duration here. */
const isTimeOrDuration = (cell: string) =>
  Boolean(readWrittenTime(cell)?.time) || (/\D/.test(cell.replace(/[.,]/, '')) && readLasted(cell) !== null);
