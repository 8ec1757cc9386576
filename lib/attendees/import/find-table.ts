import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { isGivenName } from './given-names';
import { isOfTheHost, isOfTheMeeting, meaningOf, plain } from './headings';
import { ONE_NAME } from './names';
import { isTitleOfAbsent } from './not-people';
import { type Platform, platformOf } from './platforms';

/** Rows of a file that are not people, and what they are. */
export type LeftOut = { lines: number[]; what: string };

export type Table = {
  /** The line of headings; null when there is none. */
  heading: UploadedLine | null;
  platform: Platform | null;
  rows: UploadedLine[];
  leftOut: LeftOut[];
  /** The titles above the same headings, with their lines: of days or sessions, below which people come again. */
  titles: [line: number, title: string][];
  /** Addresses of hosts, from the text above the people. */
  hosts: ReadonlySet<string>;
};

/** How far down any line can be the headings; below that, only a line after a gap or a title. */
const LOOKED_AT = 300;
/** The minimum score of a line of headings that is not the first line. */
const WORTH_BELOW = 4;

const OTHER_PEOPLE =
  /^(\d+\.\s*)?((meeting |webinar )?(host|panelist|organi[sz]er|presenter|speaker|moderator|instructor|facilitator|staff|interpreter)s?\b.*|(in-meeting )?activities|.*\bsummary|polls?\b.*|questions?\b.*|chat\b.*|other attended)$/i;
const PEOPLE = /attendee|participant|registrant|student|learner|teilnehm|asistent|roster|anwesen/i;

const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== '');
const isTitle = (cells: readonly string[]) => filled(cells).length === 1;
/** Returns the title in a line; a merged title is repeated in its cells and still counts as one. */
const titleOf = (line: UploadedLine | undefined) => {
  const texts = new Set(filled(line?.[1] ?? []));
  return texts.size === 1 ? [...texts][0]! : null;
};

const OF_PARTICIPANTS = /^(attendee|participant) (full |first |last )?name$/i;

/** Given names that headings begin with, too: "June Training". */
const ALSO_WORDS = /^(april|may|june|august|summer|autumn|grant|mark|bill|will|art|dean|christian|faith|chance)\b/i;
const isFullName = (cell: string) => ONE_NAME.test(cell) && isGivenName(cell.split(' ')[0]!) && !ALSO_WORDS.test(cell);

/**
 * Scores how much a line looks like headings of people; 0 means not at all. The line with the most known words wins.
 */
export function worthOf(cells: readonly string[], { isApart = false, isBelowTitles = false } = {}): number {
  const texts = filled(cells);
  if (texts.length === 0 || texts.some((cell) => isMailAddress(cell) || cell.startsWith('{"'))) return 0;
  // Some reports repeat the meeting in the row of each participant.
  if (texts.filter(isOfTheMeeting).length >= 2 && !texts.some((text) => OF_PARTICIPANTS.test(text))) return 0;
  const meanings = texts.map(meaningOf);
  const kinds = new Set(meanings.flatMap((meaning) => (meaning?.kind ? [meaning.kind] : [])));
  const known = meanings.filter((meaning) => meaning !== null).length;
  const named = kinds.has('name') || kinds.has('firstName') || kinds.has('lastName');
  // A line about the meeting and its host can count its "Participants", which are no names.
  const surelyNamed = meanings.some((meaning) => meaning?.kind && meaning.kind !== 'email' && meaning.rank < 2);
  // "Ana Redfern, Teacher, Lincoln" is a person, although “Teacher” can be a heading.
  const isPerson = texts.some((cell, at) => !meanings[at] && isFullName(cell));
  const hasName = meanings.some((meaning) => meaning?.kind === 'name' && meaning.rank < 2);
  if (isPerson && !hasName && known <= texts.length / 2) return 0;
  if (!surelyNamed && texts.filter((text) => isOfTheMeeting(text) || isOfTheHost(text)).length >= 2) return 0;
  if (!named && !kinds.has('email') && kinds.size < 2) return 0;
  // After a gap, one certain word next to others is enough; with nothing but titles above, any word for people is.
  const [first] = meanings;
  const isSure = isApart && texts.length > 1 && first?.kind === 'name' && (first.rank <= 1 || isBelowTitles);
  if (isSure && known < texts.length / 2) return WORTH_BELOW;
  const worth = 2 * kinds.size + (known - kinds.size) + (isSure ? 2 : 0);
  const isClear = known >= texts.length / 2 || worth >= 6 || (named && kinds.has('email'));
  return isClear ? worth : Math.min(worth, WORTH_BELOW - 1);
}

/**
 * Finds the table of people: the headings with the most known words, and the rows below them. `chosen` is a person's
 * choice of headings.
 */
export function findTable(lines: readonly UploadedLine[], chosen?: number | null): Table {
  const wide = lines.findIndex(([, cells]) => !isTitle(cells));
  const worth = lines.map(([number, cells], index) => {
    const afterGap = index === 0 || number > lines[index - 1]![0] + 1 || isTitle(lines[index - 1]![1]);
    return index < LOOKED_AT || afterGap
      ? worthOf(cells, { isApart: index > 0 && afterGap, isBelowTitles: index === wide })
      : 0;
  });
  for (const index of rowsLikeHeadings(lines, worth)) worth[index] = 0;
  const best = chosen === undefined ? bestOrFirst(lines, worth) : lines.findIndex(([number]) => number === chosen);
  // The best line can be the second row of the headings.
  const isLower = chosen === undefined && best > 0 && worth[best - 1]! > 0 && secondRowOf(lines, best - 1) !== null;
  const at = isLower ? best - 1 : best;
  if (at < 0) return { heading: null, platform: null, ...withoutDates(lines), titles: [], hosts: new Set() };
  const second = secondRowOf(lines, at);
  const heading = second ?? lines[at]!;
  const headings = heading[1].map(plain);
  const platform = platformOf(headings);
  const isAbsent = isTitleOfAbsent(titleOf(lines[at - 1]) ?? '');
  const above = lines.slice(0, isAbsent ? at - 1 : at);
  const found = rowsBelow(lines, worth, second ? at + 1 : at, { platform, above });
  const below = { ...found, rows: isAbsent ? [lines[at - 1]!, ...found.rows] : found.rows };
  const leftOut = above.length > 0 ? [{ lines: above.map(([number]) => number), what: 'above the headings' }] : [];
  const top = titleOf(lines[at - 1]);
  return {
    heading,
    platform,
    rows: below.rows,
    leftOut: [...leftOut, ...below.leftOut],
    titles: [...(top === null ? [] : [[heading[0] - 1, top] as [number, string]]), ...below.titles],
    hosts: hostsIn(above),
  };
}

/**
 * Returns the rows of people that look like headings: "Educator" and "Completed" are words for columns, but half of the
 * row is something else, and another row has the same word in the same column.
 */
function rowsLikeHeadings(lines: readonly UploadedLine[], worth: readonly number[]): number[] {
  const likely = worth.flatMap((own, index) => {
    if (own <= 0 || index === 0) return [];
    const meanings = filled(lines[index]![1]).map(meaningOf);
    const unknown = meanings.filter((meaning) => meaning === null).length;
    // "Email" is in no row of a person.
    const isLikely = unknown * 2 >= meanings.length && !meanings.some((meaning) => meaning?.kind === 'email');
    return isLikely ? [index] : [];
  });
  const keysOf = (index: number) =>
    lines[index]![1].flatMap((text, at) => (meaningOf(text)?.kind ? [`${at}|${plain(text)}`] : []));
  const times = new Map<string, number>();
  for (const index of likely) for (const key of keysOf(index)) times.set(key, (times.get(key) ?? 0) + 1);
  return likely.filter((index) => keysOf(index).some((key) => times.get(key)! > 1));
}

/** Leaves out the lines above a list without headings, as polls for dates have them: the last one has no first cell. */
function withoutDates(lines: readonly UploadedLine[]): Pick<Table, 'rows' | 'leftOut'> {
  const last = lines.slice(0, 12).findLastIndex(([, cells]) => cells[0] === '');
  const rows = lines.slice(last + 1);
  if (last < 0 || rows.length < 2 || rows.some(([, cells]) => cells[0] === '' || cells.length < 2))
    return { rows: [...lines], leftOut: [] };
  return { rows, leftOut: [{ lines: lines.slice(0, last + 1).map(([number]) => number), what: 'above the list' }] };
}

/** What the second row of a survey's headings says below a question with one answer. */
const ANSWER = /^(open-ended )?response$/i;

/**
 * Returns the headings with those of a second row, which says what the columns below a wide heading are, such as "Name"
 * and "School" below "Contact information"; null when the next line is none. It has nothing below a heading of a person's
 * own, so it is not a person.
 */
function secondRowOf(lines: readonly UploadedLine[], at: number): UploadedLine | null {
  const [number, upper] = lines[at]!;
  const below = lines[at + 1]?.[1] ?? [];
  const width = Math.max(upper.length, below.length);
  // A merged cell is repeated.
  const lower = Array.from({ length: width }, (_, index) =>
    below[index] === upper[index] ? '' : (below[index] ?? ''),
  );
  const isWide = (index: number) => index > 0 && (!upper[index] || upper[index] === upper[index - 1]);
  const isSecond =
    lower.some((cell, index) => cell !== '' && isWide(index)) &&
    lower.every(
      (cell, index) =>
        cell === '' || (!VALUE.test(cell) && (!isOwn(upper[index] ?? '') || isPartOf(upper[index]!, cell))),
    );
  if (!isSecond) return null;
  let wide = '';
  return [
    number,
    lower.map((cell, index) => {
      wide = upper[index] || wide;
      // Below "Attended?", one column has a mark for yes and another for no.
      if (/^(yes|y|s[ií]|oui|ja)$/i.test(cell)) return wide;
      if (cell === '' || ANSWER.test(cell)) return upper[index] ?? '';
      // "Total" below "Hours"
      return meaningOf(wide)?.kind === 'units' && !meaningOf(cell)?.kind ? `${cell} ${wide}` : cell;
    }),
  ];
}

const OWN: readonly (string | null)[] = ['name', 'firstName', 'lastName', 'email'];
const isOwn = (heading: string) => OWN.includes(meaningOf(heading)?.kind ?? null);

/** "Last" below "Name" */
const isPartOf = (upper: string, cell: string) =>
  meaningOf(upper)?.kind === 'name' && ['firstName', 'middleName', 'lastName'].includes(meaningOf(cell)?.kind ?? '');

const VALUE = /^[\d.,:%/\s-]*\d[\d.,:%/\s-]*(am|pm)?$/i;

/**
 * Returns the best line of headings; or the first line, if columns have only numbers, dates or addresses below it: one
 * column, or two when there is a single line below.
 */
function bestOrFirst(lines: readonly UploadedLine[], worth: readonly number[]): number {
  const best = bestOf(lines, worth);
  const [first, ...others] = lines.slice(0, 1 + LOOKED_AT);
  const isValue = (cell: string) => VALUE.test(cell) || isMailAddress(cell);
  if (best >= 0 || !first || others.length === 0 || first[1].some(isValue)) return best;
  const headed = first[1].filter((cell, index) => {
    const below = others.map(([, cells]) => cells[index] ?? '').filter(Boolean);
    return cell !== '' && below.length > 0 && below.every(isValue);
  });
  return headed.length >= (others.length > 1 ? 1 : 2) ? 0 : -1;
}

function bestOf(lines: readonly UploadedLine[], worth: readonly number[]): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const [index, own] of worth.entries()) {
    // The last line has no people below it.
    if (own === 0 || (index > 0 && index === lines.length - 1)) continue;
    const title = titleOf(lines[index - 1]);
    const oneColumn = own < WORTH_BELOW && index > 0 && !isLoneHeading(lines, index);
    if (oneColumn || isInvitation(lines, index)) continue;
    const value = own + (title && OTHER_PEOPLE.test(title) ? -100 : 0) + (title && PEOPLE.test(title) ? 3 : 0);
    if (value > most) [best, most] = [index, value];
  }
  if (best < 0) return best;
  // Headings that are repeated on each page: the list starts at the first ones.
  const keyOf = (index: number) => lines[index]![1].map(plain).join('|');
  const isOther = (index: number) => OTHER_PEOPLE.test(titleOf(lines[index - 1]) ?? '');
  const first = lines.findIndex((_, index) => index <= best && worth[index]! > 0 && keyOf(index) === keyOf(best));
  return first >= 0 && !isOther(first) ? first : best;
}

/** Returns whether a line is a sentence above cells, such as “Type your name, school and email”, and no heading. */
function isInvitation(lines: readonly UploadedLine[], index: number): boolean {
  const [, cells] = lines[index]!;
  const isAsked = isTitle(cells) && (meaningOf(filled(cells)[0]!)?.rank ?? 0) >= 4;
  return isAsked && filled(lines[index + 1]?.[1] ?? []).length > 2;
}

/** Returns whether this is a single heading below a title, such as "Name" over a list of names. */
function isLoneHeading(lines: readonly UploadedLine[], index: number): boolean {
  const [, cells] = lines[index]!;
  if (!isTitle(cells) || index > 10) return false;
  const meaning = meaningOf(filled(cells)[0]!);
  return meaning?.kind === 'name' && meaning.rank <= 1;
}

/** Returns a line without its numbers: "Page 1 of 2". */
const withoutNumbers = ([, cells]: UploadedLine) => filled(cells).join(' ').replaceAll(/\d+/g, '0');

function rowsBelow(
  lines: readonly UploadedLine[],
  worth: readonly number[],
  at: number,
  { platform, above }: { platform: Platform | null; above: readonly UploadedLine[] },
) {
  const own = lines[at]![1].map(plain).join('|');
  const ownHeadings = lines[at]![1].map((text) => text.trim().toLowerCase());
  const isRepeated = lines.some(([, cells], index) => index > at && cells.map(plain).join('|') === own);
  // What is above the headings on each page.
  const heads = new Set(isRepeated ? above.map(withoutNumbers) : []);
  const rows: UploadedLine[] = [];
  const others = new Map<string, number[]>();
  const titles: [number, string][] = [];
  const leaveOut = (number: number, what: string) => {
    const numbers = others.get(what);
    if (numbers) numbers.push(number);
    else others.set(what, [number]);
  };
  /** "School" below "Name", and "Count" beside it: another table. */
  const isOwnHeading = ([, cells]: UploadedLine) => {
    const first = cells.findIndex(Boolean);
    const isNamed = OWN.includes(meaningOf(lines[at]![1][first] ?? '')?.kind ?? null);
    const same = isNamed ? ownHeadings.indexOf(cells[first]!.trim().toLowerCase()) : -1;
    return same >= 0 && same !== first;
  };
  /** What the current rows are; null when they are people. */
  let section: string | null = null;
  for (let index = at + 1; index < lines.length; index++) {
    const line = lines[index]!;
    const next = lines[index + 1];
    const title = titleOf(line);
    const headsNext = next !== undefined && worth[index + 1]! >= WORTH_BELOW;
    const beginsTable = next !== undefined && worth[index]! < WORTH_BELOW && isOwnHeading(line);
    if (rows.length > 0 && section === null && beginsTable) section = 'another table below the list';
    if (heads.has(withoutNumbers(line))) leaveOut(line[0], 'above the headings again');
    else if (title !== null && headsNext && isTitleOfAbsent(title)) {
      // The same people again, who did not come: the rows below say so.
      section = null;
      rows.push(line);
    } else if (title !== null && (headsNext || platform?.otherSections?.test(title))) {
      const isOther =
        platform?.otherSections?.test(title) ||
        OTHER_PEOPLE.test(title) ||
        (headsNext && next[1].map(plain).join('|') !== own);
      section = isOther ? `“${title}”` : null;
      if (!isOther) titles.push([line[0], title]);
      leaveOut(line[0], section ?? `the title “${title}”`);
    } else if (worth[index]! >= WORTH_BELOW) {
      const isOwn = line[1].map(plain).join('|') === own;
      if (isOwn && section === null) leaveOut(line[0], 'the headings again');
      else {
        section ??= 'below other headings';
        leaveOut(line[0], section);
      }
    } else if (section !== null) leaveOut(line[0], section);
    else rows.push(line);
  }
  return { rows, titles, leftOut: Array.from(others, ([what, numbers]): LeftOut => ({ lines: numbers, what })) };
}

/**
 * Finds the hosts that a report names above the people: below "User Email" next to "Meeting ID" or to "Topic" and "Start
 * Time", or after "Host Email".
 */
function hostsIn(above: readonly UploadedLine[]): Set<string> {
  const found = above.flatMap(([, cells], index) => {
    const known = cells.filter((cell) => isOfTheMeeting(cell) || isOfTheHost(cell)).length;
    const hasTimes = ['starttime', 'useremail'].every((key) => cells.some((cell) => plain(cell) === key));
    const isHeaded = known >= (hasTimes ? 1 : 2) && !cells.some(isMailAddress);
    const values = isHeaded ? (above[index + 1]?.[1] ?? []) : [];
    const beside = /^(host|organi[sz]er)/i.test(filled(cells)[0] ?? '') ? filled(cells).slice(1) : [];
    return [...values, ...beside].filter(isMailAddress);
  });
  return new Set(found.map((address) => address.toLowerCase()));
}
