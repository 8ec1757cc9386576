import type { UploadedLine } from '@/db/schema';
import { sessionColumn } from './add-sessions';
import { type Columns, columnsOf, LIKE_A_NAME } from './columns';
import { findTable, type LeftOut } from './find-table';
import { meaningOf, plain } from './headings';
import { withHoursOfDays } from './hours-of-days';
import { type Mark, markOf, markWord } from './marks';
import type { Matching } from './matching';
import { columnOfParts, type NamePart, withSeparateNames } from './name-parts';
import { bareName, capitalsThenName, lastFirstOf, lowercaseWordsOf, orderOf } from './names';
import {
  CLOSING,
  isDevice,
  isGroupTitle,
  isHostRole,
  isOnlyRole,
  isOtherType,
  isRoom,
  isTitleOfAbsent,
  isTitleOfStatus,
  isUnnamedGuest,
  LINE_TO_SIGN,
  whatElse,
} from './not-people';
import type { Platform } from './platforms';
import { isDated, type Manner } from './read-line';
import { withWholeCells } from './split-cells';

/** A word of the status column, its meaning, and the number of rows that have it. */
export type MarkedWord = { word: string; text: string; mark: Mark; known: boolean; count: number };

/** What a list was understood as, so that the preview can show it and a person can change it. */
export type Understanding = {
  platform: Platform | null;
  /** The line of headings with its number; null when there is none. */
  heading: UploadedLine | null;
  /** The columns with the hours of single days, if their sum is imported. */
  summed: number[];
  /** The parts of the names that have columns of their own. */
  nameParts: NamePart[];
  columns: Columns;
  /** The rows of people. */
  rows: UploadedLine[];
  leftOut: LeftOut[];
  manner: Manner;
  /** The column that says which session a row is about; -1 when there is none. */
  sessionAt: number;
  /** The distinct words of the status column; empty when there is no such column. */
  marks: MarkedWord[];
  /** Returns why a row is not imported unless somebody checks it. */
  doubtOf: (line: UploadedLine, name: string, email: string | null, isHost: boolean) => string | null;
};

/** The most words of a status column that can be given a meaning. */
export const MAX_WORDS = 24;

/** Understands a table without permissions or a roster: which lines are people, and what each column contains. */
export function understand(
  lines: readonly UploadedLine[],
  matching: Partial<Matching> = {},
  hidden: readonly number[] = [],
): Understanding {
  const chosen = matching.headings === false ? null : matching.headingLine;
  const table = findTable(lines, chosen);
  const { platform, leftOut, hosts } = table;
  const whole = table.heading ? withWholeCells(table.heading[1], table.rows) : table.rows;
  const sums = table.heading && withHoursOfDays(table.heading, whole);
  const beforeNames = { heading: sums ? sums.heading : table.heading, rows: sums ? sums.rows : whole };
  const isPerson = ([, cells]: UploadedLine) => whatElse(cells.find(Boolean) ?? '', platform?.notPeople) === null;
  const guessOf = (of: { heading: UploadedLine | null; rows: readonly UploadedLine[] }) =>
    columnsOf(of.heading?.[1] ?? null, of.rows.filter(isPerson), platform);
  const before = guessOf(beforeNames);
  const withDays = { ...beforeNames, rows: withoutBlankNames(beforeNames, before) };
  const names = withSeparateNames(withDays.heading, withDays.rows, {
    from: NAMES.map((kind) => before.indexOf(kind)).find((at) => at >= 0) ?? columnOfParts(withDays.heading),
    isShown: platform?.names !== undefined,
  });
  const { heading, rows: below } = names;
  const headings = heading?.[1] ?? null;
  const people = below.filter(isPerson);
  const guess = matching.columns ?? withParts(names.parts.length > 0 ? guessOf(names) : before, names.parts);
  const areWide = people.filter(([, cells]) => cells.filter(Boolean).length > 1).length > people.length / 2;
  const { rows, noPeople } = peopleIn(below, guess, platform, areWide);
  const statusHeading = headings?.[guess.indexOf('completed')] ?? '';
  const isUndecided =
    (names.isUndecided && guess.indexOf('completed') === names.parts[0]?.at) ||
    (/^(statu[st]|estado|stato)$/.test(plain(statusHeading)) && areOnes(rows, guess.indexOf('completed')));
  const status = statusOf(rows, guess, platform, matching, statusHeading, isUndecided);
  // A column with many words that mean neither yes nor no is something else.
  const columns =
    !matching.columns && status.isOther ? guess.map((kind) => (kind === 'completed' ? null : kind)) : guess;
  const isStatus = columns.includes('completed');
  return {
    platform,
    heading,
    summed: sums && columns[sums.heading[1].length - 1] === 'units' ? sums.of : [],
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
    sessionAt: sessionColumn(headings, columns, rows),
    marks: isStatus ? status.words : [],
    doubtOf: doubts(rows, {
      hostRoles: platform?.hostRoles ?? (headings?.some(isOfMeetings) ? undefined : PRESENTERS),
      headings,
      hosts,
      hidden,
      width: columns.filter(Boolean).length,
      absent: belowAbsent(below),
      signed: belowSignature(rows, noPeople),
      isOnlyNames: headings === null && areLikeNames(rows),
    }),
  };
}

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

/** Returns whether a column has nothing but the number 1, which in a list of employees means that they work there. */
function areOnes(rows: readonly UploadedLine[], at: number): boolean {
  const cells = rows.map(([, line]) => line[at] ?? '').filter(Boolean);
  return cells.length > 0 && cells.every((cell) => cell === '1');
}

/** Returns the columns with those that come from parts of names, where no other column has the same. */
function withParts(columns: Columns, parts: readonly NamePart[]): Columns {
  const all = [...columns];
  for (const { at, kind } of parts) if (kind && !all.includes(kind)) all[at] = kind;
  return all;
}

const isAddressed = (cells: readonly string[]) => cells.some((cell) => cell.includes('@'));

function peopleIn(below: readonly UploadedLine[], columns: Columns, platform: Platform | null, areWide: boolean) {
  const named = [columns.indexOf('name'), columns.indexOf('lastName'), columns.indexOf('firstName')].filter(
    (at) => at >= 0,
  );
  const noPeople = new Map<string, number[]>();
  const rows = below.filter(([number, cells], index) => {
    // The unfilled end of a numbered sheet has nothing to import.
    if (!columns.some((kind, index) => kind !== null && cells[index])) return false;
    if (isAddressed(cells)) return true;
    const first = cells.find((cell) => cell !== '') ?? '';
    const name = named.map((at) => cells[at] ?? '').find((cell) => cell !== '') ?? '';
    const isAlone = cells.filter(Boolean).length === 1;
    // A school among names alone is set apart by a blank line.
    const isApart = number > (below[index - 1]?.[0] ?? 0) + (index > 0 ? 1 : 0) && below[index + 1]?.[0] === number + 1;
    const isTitle = isAlone && ((isGroupTitle(first) && (areWide || isApart)) || isTitleOfStatus(first));
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

function statusOf(
  rows: readonly UploadedLine[],
  columns: Columns,
  platform: Platform | null,
  matching: Partial<Matching>,
  heading: string,
  isUndecided: boolean,
) {
  const at = columns.indexOf('completed');
  const cells = at < 0 ? [] : rows.map(([, line]) => line[at] ?? '');
  const words = new Map<string, MarkedWord>();
  const own = matching.marks ?? {};
  const isPercent = /%|percent|porcentaje|pourcentage|prozent|\brate\b/i.test(heading);
  // Next to P for present, T is tardy and not true.
  const isLettered = cells.some((text) => /^p$/i.test(text));
  const isInParts = areParts(cells);
  const hasChecks = cells.some((text) => /^[☑✓✔✅√]/u.test(text));
  const meant = (text: string) => {
    if (isUndecided) return undefined;
    // A box with a cross is checked, but not next to check marks; and nor is an x.
    if (text === '☒' && !hasChecks) return 'yes';
    if (hasChecks && /^x$/i.test(text)) return undefined;
    if (isLettered && /^t$/i.test(text)) return undefined;
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

/** In an online meeting, anybody in the organization can be a presenter. */
const PRESENTERS = /^(presenter|trainer)\b/i;
const isOfMeetings = (heading: string) => /^(jointime|firstjoin|leavetime|lastleave)/.test(plain(heading));

type DoubtDeps = {
  hostRoles: RegExp | undefined;
  headings: readonly string[] | null;
  hosts: ReadonlySet<string>;
  hidden: readonly number[];
  width: number;
  /** The last rows, below a line to sign: usually the person who signed. */
  signed: ReadonlySet<number>;
  /** The titles of people who did not come, by the rows below them. */
  absent: ReadonlyMap<number, string>;
  /** The list has names alone, and most of them are written like names. */
  isOnlyNames: boolean;
};

function doubts(
  rows: readonly UploadedLine[],
  { hostRoles, headings, hosts, hidden, width, absent, signed, isOnlyNames }: DoubtDeps,
): Understanding['doubtOf'] {
  const roleAt =
    headings?.findIndex((heading) =>
      /^(role|roles|rol|roll|rolle|ruolo|rola|szerep|ロール|役割|角色|역할|роль|funcao|userrole|attendeerole|attendeetype)$/.test(
        plain(heading),
      ),
    ) ?? -1;
  const ranAt =
    headings?.findIndex((heading) =>
      /^(is)?(moderator|host|cohost|organi[sz]er|presenter|panelist)$/.test(plain(heading)),
    ) ?? -1;
  const typesAt = (headings ?? []).flatMap((heading, at) =>
    /^(attendee|ticket|registration|registrant|badge|member|user|person|guest)?(type|types|category|group|groups)(name)?$/.test(
      plain(heading),
    )
      ? [at]
      : [],
  );
  const hiddenRows = new Set(hidden);
  const trailing = width < 2 ? new Set<number>() : trailingNotes(rows);
  const above = headings ? new Set<number>() : width < 2 ? numberedTitles(rows) : leadingTitles(rows);
  const leading = above.size > 0 || headings ? above : beforeNumbered(rows);
  return ([number, cells], name, email, isHost) => {
    if (hiddenRows.has(number)) return 'This row is hidden or filtered out in the file. Check it to import it.';
    const title = absent.get(number);
    if (title) return `This row is below “${title}”. Check it if the person attended.`;
    const said =
      (roleAt >= 0 && (isHostRole(cells[roleAt] ?? '') || hostRoles?.test(cells[roleAt] ?? ''))) ||
      (ranAt >= 0 && markOf(cells[ranAt] ?? '') === 'yes') ||
      typesAt.some((at) => isOtherType(cells[at] ?? '')) ||
      isOnlyRole(name) ||
      cells.some((cell) => /^meeting organi[sz]er$/i.test(cell));
    if (isHost || said || (email && hosts.has(email.toLowerCase()))) {
      return 'This person hosted or presented. Check the row if they also attended as a learner.';
    }
    if (isRoom(name) || (!email && isDevice(name)))
      return 'This looks like a device or a program, not a person. Check the row to import it anyway.';
    if (isUnnamedGuest(name)) return 'This is a guest without a name of their own. Check the row to import it anyway.';
    if (signed.has(number))
      return 'This row is below a line to sign, or below the end of a message. Check it if the person attended.';
    if (leading.has(number)) return 'This row is above the list. Check it if it is a person.';
    if (isOnlyNames && isSentence(bareName(cells.find(Boolean) ?? '')))
      return 'This row is not written like a name. Check it if it is a person.';
    if (trailing.has(number)) return 'This row below the list has only one cell. Check it if it is a person.';
    return null;
  };
}

/** Returns whether a text has words as in a sentence; "ana redfern" has none. */
const isSentence = (text: string) =>
  lowercaseWordsOf(text) > 1 && (/^\p{Lu}/u.test(text) || text.split(' ').length > 3);

/** Returns whether a list has one cell in each row, and most of them are written like names. */
function areLikeNames(rows: readonly UploadedLine[]): boolean {
  const cells = rows.map(([, line]) => line.filter(Boolean));
  return (
    cells.every(({ length }) => length <= 1) &&
    cells.filter(([cell = '']) => LIKE_A_NAME.test(bareName(cell).replace(/\s*[*†‡]+$/, ''))).length > cells.length / 2
  );
}

/** Returns the rows below a title such as "Absent:", up to the next title. */
function belowAbsent(rows: readonly UploadedLine[]): Map<number, string> {
  const below = new Map<number, string>();
  let title: string | null = null;
  for (const [number, cells] of rows) {
    const [only, ...more] = cells.filter(Boolean);
    if (only && more.length === 0 && isGroupTitle(only)) title = isTitleOfAbsent(only) ? only : null;
    else if (title !== null) below.set(number, title);
  }
  return below;
}

/** A longer part below a line to sign is another page of the list. */
const MAX_SIGNERS = 3;

function belowSignature(rows: readonly UploadedLine[], noPeople: readonly LeftOut[]): Set<number> {
  const lines = noPeople.filter(({ what }) => what === LINE_TO_SIGN || what === CLOSING).flatMap((each) => each.lines);
  const below = rows.map(([number]) => number).filter((number) => lines.length > 0 && number > Math.min(...lines));
  return new Set(below.length <= MAX_SIGNERS ? below : []);
}

/** Returns the first rows of a list without headings if they have one cell each, which is not like a name. */
function leadingTitles(rows: readonly UploadedLine[]): Set<number> {
  const to = rows.findIndex(([, cells]) => cells.filter(Boolean).length > 1);
  const titles = rows.slice(0, Math.max(0, to));
  return new Set(titles.filter(([, cells]) => !LIKE_A_NAME.test(cells.find(Boolean) ?? '')).map(([number]) => number));
}

const MARKED = /^\s*(?:(?:\d{1,4}\s*[.):]|[•●▪◦‣∙·*➢➤✓✔☑☐–—-]|o\s)\s*\p{L}|[•●▪◦‣∙·o]$)/u;

/** Returns the rows before "1. Ana Redfern" or "• Ana Redfern", when all rows from there on have such a mark. */
function beforeNumbered(rows: readonly UploadedLine[]): Set<number> {
  const from = rows.findIndex(([, cells]) => MARKED.test(cells.find(Boolean) ?? ''));
  const isNumbered = from > 0 && rows.slice(from).every(([, cells]) => MARKED.test(cells.find(Boolean) ?? ''));
  return new Set(isNumbered && rows.length - from > 1 ? rows.slice(0, from).map(([number]) => number) : []);
}

const OF_AN_EVENT =
  /\d|\b(conference|workshop|training|roster|attendance|attendees|participants|sign-?in|institute|academy|webinar|session|meeting|class|course|strand|pd|pir|professional development|list|seminar|program|cohort)\b/i;

/**
 * Returns the first rows of a list of names alone if they have a number, such as the day, or words for an event above a
 * blank line. "1. Ana Redfern" is none.
 */
function numberedTitles(rows: readonly UploadedLine[]): Set<number> {
  const isTitle = ([number, cells]: UploadedLine, index: number) => {
    const text = (cells.find(Boolean) ?? '').replace(/^\s*\d+[.)]?\s+/, '');
    const isApart = rows.length > index + 1 && rows[index + 1]![0] > number + 1;
    return /\d/.test(text) || ((isApart || index === 0) && OF_AN_EVENT.test(text) && rows.length > index + 2);
  };
  const to = rows.findIndex((row, index) => !isTitle(row, index));
  return new Set(rows.slice(0, Math.max(0, to)).map(([number]) => number));
}

/** Returns the last rows if they are set apart and have one cell each, while the rows above have more. */
function trailingNotes(rows: readonly UploadedLine[]): Set<number> {
  const single = ([, cells]: UploadedLine) => cells.filter(Boolean).length === 1;
  let from = rows.length;
  while (from > 1 && single(rows[from - 1]!)) from--;
  // In a list with blank lines between all rows, one more is no gap.
  const usual = from > 1 ? rows[from - 1]![0] - rows[from - 2]![0] : 1;
  const apart = from < rows.length && rows[from]![0] - rows[from - 1]![0] > usual;
  return new Set(apart && !single(rows[from - 1]!) ? rows.slice(from).map(([number]) => number) : []);
}
