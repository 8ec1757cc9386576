import type { UploadedLine } from '@/db/schema';
import { areOfSessions, sessionColumn } from './add-sessions';
import { type Columns, columnsOf } from './columns';
import { areLikeNames, belowAbsent, belowSignature, type DoubtOf, doubts, isOfMeetings, PRESENTERS } from './doubts';
import { findTable, type LeftOut, type Table } from './find-table';
import { isOfMinutes, isOfTime, meaningOf, plain } from './headings';
import { withHoursOfDays, withMinutes, withoutWholes } from './hours-of-days';
import { withHoursOfMarks } from './hours-of-marks';
import { legendIn } from './legend';
import type { Matching } from './matching';
import { columnOfParts, type NamePart, withSeparateNames } from './name-parts';
import { capitalsThenName, lastFirstOf, orderOf } from './names';
import { isGroupTitle, isSection, isTitleOfStatus, whatElse } from './not-people';
import type { Platform } from './platforms';
import { isDated, type Manner } from './read-line';
import { withBareSchools } from './school-parts';
import { withHoursOfTitles, withNamesOfGroups, withSchoolsOfGroups, withSessions } from './sections';
import { withWholeCells, withWholeHeadings } from './split-cells';
import { areOnes, isOfOrders, type MarkedWord, statusOf } from './status-column';

/** What a list was understood as, so that the preview can show it and a person can change it. */
export type Understanding = {
  platform: Platform | null;
  /** The line of headings with its number; null when there is none. */
  heading: UploadedLine | null;
  /** The columns with the hours of single days, or with hours and minutes, if their sum is imported. */
  summed: number[];
  /** The PDUs come from minutes that people were there, which can be more than the event gives. */
  ofMinutes: boolean;
  /** The parts of the names that have columns of their own. */
  nameParts: NamePart[];
  columns: Columns;
  /** The rows of people. */
  rows: UploadedLine[];
  leftOut: LeftOut[];
  manner: Manner;
  /** The column that says which session a row is about; -1 when there is none. */
  sessionAt: number;
  /** The status column that is about one session each, and so completes no one; -1 when there is none. */
  ofSession: number;
  /** The distinct words of the status column; empty when there is no such column. */
  marks: MarkedWord[];
  doubtOf: DoubtOf;
};

/** Understands a table without permissions or a roster: which lines are people, and what each column contains. */
export function understand(
  lines: readonly UploadedLine[],
  matching: Partial<Matching> = {},
  hidden: readonly number[] = [],
): Understanding {
  const chosen = matching.headings === false ? null : matching.headingLine;
  const table = withSchools(withHoursOfTitles(withSessions(withWholeHeadings(findTable(lines, chosen)))));
  const { platform, leftOut, hosts } = table;
  const whole = table.heading
    ? withMinutes(table.heading, withoutWholes(table.heading, withWholeCells(table.heading[1], table.rows)))
    : table.rows;
  const sums = table.heading && (withHoursOfMarks(table.heading, whole) ?? withHoursOfDays(table.heading, whole));
  const beforeNames = { heading: sums ? sums.heading : table.heading, rows: sums ? sums.rows : whole };
  const isPerson = ([, cells]: UploadedLine) => whatElse(cells.find(Boolean) ?? '', platform?.notPeople) === null;
  const guessOf = (of: { heading: UploadedLine | null; rows: readonly UploadedLine[] }) =>
    columnsOf(of.heading?.[1] ?? null, of.rows.filter(isPerson), platform);
  const before = guessOf(beforeNames);
  const withDays = { ...beforeNames, rows: withoutBlankNames(beforeNames, before) };
  const names = withSeparateNames(withDays.heading, withDays.rows, {
    from: NAMES.map((kind) => before.indexOf(kind)).find((at) => at >= 0) ?? columnOfParts(withDays.heading),
    isShown: platform?.names !== undefined,
    isPerson,
  });
  const { heading, rows: below } = names;
  const headings = heading?.[1] ?? null;
  const people = below.filter(isPerson);
  const parted = withParts(names.parts.length > 0 ? guessOf(names) : before, names.parts);
  const suggested = sums ? withUnits(parted, sums.heading[1].length - 1) : parted;
  const guess = matching.columns ?? suggested;
  const areWide = people.filter(([, cells]) => cells.filter(Boolean).length > 1).length >= people.length / 3;
  const { rows: found, noPeople } = peopleIn(below, guess, platform, areWide);
  const grouped = withNamesOfGroups(found, guess, sessionColumn(headings, guess, found));
  const rows = withSchoolsOfGroups(grouped, guess);
  const statusHeading = headings?.[guess.indexOf('completed')] ?? '';
  const isUndecided =
    (names.isUndecided && guess.indexOf('completed') === names.parts[0]?.at) ||
    (/^(statu[st]|estado|stato)$/.test(plain(statusHeading)) &&
      (areOnes(rows, guess.indexOf('completed')) || isOfOrders(headings ?? [], rows, guess.indexOf('completed'))));
  const status = statusOf(rows, guess, platform, matching, {
    heading: statusHeading,
    isUndecided,
    legend: legendIn(lines),
  });
  const sessionAt = sessionColumn(headings, guess, rows);
  const isOfSessions = areOfSessions(rows, guess, sessionAt);
  // A column with many words that mean neither yes nor no is something else.
  const columns = !matching.columns && (status.isOther || isOfSessions) ? guess.map(withoutStatus) : guess;
  const ofSession = isOfSessions && !columns.includes('completed') ? suggested.indexOf('completed') : -1;
  const isStatus = columns.includes('completed');
  return {
    platform,
    heading,
    summed: sums && columns[sums.heading[1].length - 1] === 'units' ? sums.of : [],
    ofMinutes: [isOfMinutes, isOfTime].some((isOne) => isOne(headings?.[columns.indexOf('units')] ?? '')),
    nameParts: names.parts,
    columns,
    rows,
    leftOut: [...leftOut, ...noPeople],
    manner: {
      off: matching.off ?? [],
      isShown: platform?.names === 'shown',
      lastFirst: platform?.names === 'directory' || isLastFirst(rows, columns),
      capitalsFirst: isCapitalsFirst(rows, columns),
      certificateFirst: isForCertificate(headings?.[columns.indexOf('name')] ?? ''),
      headedLastFirst: isLastFirstWithoutComma(rows, columns, headings?.[columns.indexOf('name')] ?? ''),
      markOf: status.markOf,
      dated: isStatus && isDated(status.cells),
    },
    sessionAt,
    ofSession,
    marks: isStatus ? status.words : [],
    doubtOf: doubts(rows, {
      hostRoles: platform?.hostRoles ?? (headings?.some(isOfMeetings) ? undefined : PRESENTERS),
      headings,
      hasStatus: isStatus,
      unitsAt: columns.indexOf('units'),
      named: NAMES.map((kind) => columns.indexOf(kind)).filter((at) => at >= 0),
      hosts,
      hidden,
      width: columns.filter(Boolean).length,
      absent: belowAbsent(below),
      signed: belowSignature(rows, noPeople),
      isOnlyNames: headings === null && areLikeNames(rows),
      columns,
    }),
  };
}

const withSchools = (table: Table): Table =>
  table.heading ? { ...table, ...withBareSchools(table.heading, table.rows) } : table;

const withoutStatus = (kind: Columns[number]) => (kind === 'completed' ? null : kind);

const NAMES = ['name', 'firstName', 'lastName'] as const;

/** Fills blank names for the certificate with those of another column: most people leave the question blank. */
function withoutBlankNames(
  { heading, rows }: { heading: UploadedLine | null; rows: UploadedLine[] },
  columns: Columns,
): UploadedLine[] {
  const at = columns.indexOf('name');
  const other = (heading?.[1] ?? []).findIndex((text, index) => !columns[index] && meaningOf(text)?.kind === 'name');
  const hasParts = columns.includes('firstName') || columns.includes('lastName');
  const isLike = rows.filter(([, cells]) => /\p{L}.*[ ,]/u.test(cells[other] ?? '')).length > rows.length / 2;
  if (at < 0 || other < 0 || hasParts || !isLike) return rows;
  return rows.map(
    ([number, cells]): UploadedLine => [number, cells[at] === '' ? cells.with(at, cells[other] ?? '') : cells],
  );
}

/** Returns the columns with the units in one that was added for their sum. */
const withUnits = (columns: Columns, added: number): Columns =>
  columns.map((kind, at) => (at === added ? 'units' : kind === 'units' ? null : kind));

/** Returns the columns with those that come from parts of names, where no other column has the same. */
function withParts(columns: Columns, parts: readonly NamePart[]): Columns {
  const all = [...columns];
  for (const { at, kind } of parts) if (kind && !all.includes(kind)) all[at] = kind;
  return all;
}

/** "• Ana Redfern" */
const isMarked = (cell: string) => /^\s*(\d{1,4}\s*[.)]|[•●▪◦‣∙·*➢➤–—-]\s)\s*\p{L}/u.test(cell);

const isAddressed = (cells: readonly string[]) => cells.some((cell) => cell.includes('@'));

function peopleIn(below: readonly UploadedLine[], columns: Columns, platform: Platform | null, areWide: boolean) {
  const named = [columns.indexOf('name'), columns.indexOf('lastName'), columns.indexOf('firstName')].filter(
    (at) => at >= 0,
  );
  const noPeople = new Map<string, number[]>();
  const areMarked = below.filter(([, cells]) => isMarked(cells.find(Boolean) ?? '')).length > below.length * 0.4;
  const rows = below.filter(([number, cells], index) => {
    // The unfilled end of a numbered sheet has nothing to import.
    if (!columns.some((kind, index) => kind !== null && cells[index])) return false;
    if (isAddressed(cells)) return true;
    const first = cells.find((cell) => cell !== '') ?? '';
    const name = named.map((at) => cells[at] ?? '').find((cell) => cell !== '') ?? '';
    const isAlone = cells.filter(Boolean).length === 1;
    // A school among names alone is set apart by a blank line.
    const isApart = number > (below[index - 1]?.[0] ?? 0) + (index > 0 ? 1 : 0) && below[index + 1]?.[0] === number + 1;
    const isTitle =
      isAlone &&
      ((isGroupTitle(first) && (areWide || isApart || (areMarked && !isMarked(first)))) ||
        (isSection(first) && areWide) ||
        isTitleOfStatus(first));
    const what =
      (isTitle ? `the title “${first}”` : null) ??
      whatElse(first, platform?.notPeople) ??
      whatElse(name, platform?.notPeople) ??
      whatElse([...cells].filter(Boolean).join(' '), platform?.notPeople);
    if (!what) return true;
    noPeople.set(what, [...(noPeople.get(what) ?? []), number]);
    return false;
  });
  return { rows, noPeople: Array.from(noPeople, ([what, numbers]): LeftOut => ({ lines: numbers, what })) };
}

/** Returns whether a heading asks for the name on the certificate. */
const isForCertificate = (heading: string) => (meaningOf(heading)?.rank ?? 1) < 1;

/** How many rows show which part of the names comes first. */
const LOOKED_AT = 300;

/** Headings that say that the last name comes first. */
const LAST_FIRST = /^(lastnamefirstname|lastfirst|namelastfirst|nomprenom|nachnamevorname)$/;
/** Headings that name the last name first, below which people write either. */
const OFTEN_LAST_FIRST =
  /^(nometprenoms?|nomsetprenoms?|apellidos?y?nombres?|cognomeenome|nachnameundvorname|nazwiskoiimie|prijmeniajmeno|numesiprenume)/;

/** Returns whether a column of names without commas has the last name first, by its heading or by its names. */
function isLastFirstWithoutComma(rows: readonly UploadedLine[], columns: Columns, heading: string): boolean {
  const [at, addressAt] = [columns.indexOf('name'), columns.indexOf('email')];
  if (at < 0) return false;
  if (LAST_FIRST.test(plain(heading))) return true;
  const orders = rows
    .slice(0, LOOKED_AT)
    .map(([, cells]) => orderOf(cells[at] ?? '', cells[addressAt] ?? ''))
    .filter(Boolean);
  const last = orders.filter((order) => order === 'last').length;
  if (OFTEN_LAST_FIRST.test(plain(heading))) return last >= orders.length / 2;
  return last > 1 && last > orders.length * 0.8;
}

/** Returns whether a column of names is "Last, First" as a whole. */
function isLastFirst(rows: readonly UploadedLine[], columns: Columns): boolean {
  const at = columns.indexOf('name');
  if (at < 0) return false;
  const names = rows.map(([, cells]) => cells[at] ?? '').filter((name) => name !== '');
  return names.length > 0 && names.filter((name) => lastFirstOf(name) !== null).length > names.length * 0.6;
}

/** Returns whether most names of a column have the last name first, in capitals. */
function isCapitalsFirst(rows: readonly UploadedLine[], columns: Columns): boolean {
  const at = columns.indexOf('name');
  const names = at < 0 ? [] : rows.map(([, cells]) => cells[at] ?? '').filter((name) => name !== '');
  return names.length > 1 && names.filter((name) => capitalsThenName(name) !== null).length > names.length * 0.6;
}
