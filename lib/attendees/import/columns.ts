import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { timeColumnsOf } from '../attendance/time-columns';
import { minutesAsWritten } from '../hours-as-written';
import { nameAndAddress } from './addresses';
import { isGivenName } from './given-names';
import { type ColumnKind, type HeadingMeaning, isOfTime, meaningOf, plain, withoutDay, words } from './headings';
import { isDate, markOf } from './marks';
import { type Candidate, type Contents, LOOKED_AT, type NameSources, nameColumns } from './name-columns';
import { JOB } from './names';
import { isGroupTitle } from './not-people';
import { type Platform, platformOf } from './platforms';
import { columnsOfDays, eligibleOf, OF_ATTENDANCE, statusByWords, statusOf } from './status-choice';

export { COLUMN_KINDS, type ColumnKind } from './headings';

/** One entry per column; null when it is not imported. */
export type Columns = (ColumnKind | null)[];

export const COLUMN_LABELS: Record<ColumnKind, string> = {
  name: 'Name',
  firstName: 'First name',
  middleName: 'Middle name',
  lastName: 'Last name',
  suffix: 'Suffix, such as Jr.',
  email: 'Email',
  otherEmail: 'Other email, if the first is blank',
  school: 'School or district',
  educatorNumber: 'Educator number',
  units: 'PDUs earned',
  completed: 'Completed the event',
};

/** Returns whether a column has "Full" in some rows. */
const isOfParts = (rows: readonly UploadedLine[], column: number) =>
  rows.some(([, cells]) => /^full\b/i.test(cells[column] ?? ''));

const EARNED = /\b(pdus?|credits?|renewal units?) (earned|awarded|received)\b|\b(earned|received) (pdus?|credits?)\b/i;

/** Columns about the person who ordered, beside those of the attendees. */
const OF_CONTACTS =
  /^(customer|client|(primary |group )?contact|group leader)['’]?s? ?(full |first |last )?(name|e-?mail)/i;
const isOfName = (heading: string) => NAME_KINDS.includes(meaningOf(heading)?.kind ?? 'units');

/** How certain a heading about checking in is, as one for completion. */
const CHECKED_IN = 2.5;

/** A text like a person's first and last name. */
export const LIKE_A_NAME = /^\p{Lu}[\p{L}\p{M}'’.-]*,?(\s+[\p{L}\p{M}][\p{L}\p{M}'’.-]*){1,3}$/u;

/** Hours in words are asked about, row by row; a column that was left out would give everyone the event's units. */
const IN_WORDS = /^(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)\b/i;
/** "3:30", or quarter hours. */
const HOURS = /^\d{1,2}(:[0-5]\d(:00)?|([.,](0|00|25|5|50|75))?)$/;
const NUMBER = /^\d{1,3}([.,]\d+)?$/;

function contentsOf(rows: readonly UploadedLine[], column: number): Contents {
  const cells = rows
    .slice(0, LOOKED_AT)
    .map(([, line]) => line[column] ?? '')
    .filter((cell) => cell !== '' && cell !== 'NaN' && cell.toLowerCase() !== 'anonymous');
  const share = (holds: (cell: string) => boolean) =>
    cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
  return {
    filled: cells.length,
    emails: share((cell) => /\p{L}/u.test(cell)),
    addresses: share(holdsAddress),
    dates: share(isDate),
    single: share((cell) => !/\s/.test(cell)),
    capitalized: share((cell) => /^\p{Lu}[\p{L}\p{M}'’. -]*$/u.test(cell)),
    given: share((cell) => isGivenName(cell.split(' ')[0]!)),
    likeNames: share((cell) => LIKE_A_NAME.test(cell)),
    marks: share((cell) => markOf(cell) !== undefined),
    yes: share((cell) => markOf(cell) === 'yes'),
    no: share((cell) => markOf(cell) === 'no'),
    numbers: share((cell) => NUMBER.test(cell)),
    quarters: share((cell) => /^\d{1,2}([.,](0|00|25|5|50|75))?$/.test(cell)),
    most: Math.max(0, ...cells.filter((cell) => NUMBER.test(cell)).map((cell) => Number(cell.replace(',', '.')))),
    hours: share((cell) => HOURS.test(cell)),
    attendance: share((cell) => OF_ATTENDANCE.test(cell)),
    boxes: share((cell) => /^(\[[ xX]?\]|[☑☐✅✓✔☒]\ufe0f?)$/u.test(cell)),
    times: share((cell) => /^\d{1,2}:\d{2}(:\d{2})?(\s*[ap]\.?m\.?)?$/i.test(cell)),
    ofHours: share((cell) =>
      /^\d{1,2}([.,]\d{1,2})?\s*(hours?|hrs?|pdus?)\b\.?(\s*\([^()]*\)|\s*[,;]\D*)?$/i.test(cell),
    ),
    jobs: share((cell) => JOB.test(cell)),
    schools: share(isGroupTitle),
    lastFirst: share((cell) => /^\p{Lu}[\p{L}'’ -]*, \p{Lu}[^,]*$/u.test(cell)),
    hasDigit: cells.some((cell) => /\d/.test(cell) || cell.startsWith('#') || IN_WORDS.test(cell)),
    hasFraction: cells.some((cell) => /^\d{1,2}[.,](25|5|50|75)$/.test(cell)),
    hasPoint: cells.some((cell) => /^\d{1,2}[.,]\d/.test(cell)),
  };
}

/** Returns whether a cell has an address, alone or in the form that mail programs write. */
const holdsAddress = (cell: string) =>
  isMailAddress(cell) || /^(mailto:|[^@]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?[.;,]?(\s|$)/i.test(cell);

const NAME_KINDS: readonly ColumnKind[] = ['name', 'firstName', 'lastName', 'middleName'];

/**
 * Returns what each column contains, from its heading and its cells, or from its cells alone; each kind at most once.
 */
export function columnsOf(
  headings: readonly string[] | null,
  rows: readonly UploadedLine[],
  platform: Platform | null,
): Columns {
  const width = Math.max(headings?.length ?? 0, ...rows.slice(0, LOOKED_AT).map(([, cells]) => cells.length));
  const contents = Array.from({ length: width }, (_, column) => contentsOf(rows, column));
  if (!headings) return byContent(contents);
  const own = platform?.columns ?? {};
  const hasContacts =
    headings.some((heading) => /name$/i.test(heading) && OF_CONTACTS.test(heading)) &&
    headings.some((heading, at) => isOfName(heading) && contents[at]!.filled > 0 && !OF_CONTACTS.test(heading));
  const meanings = contents.map((_, column): HeadingMeaning | null => {
    const heading = headings[column] ?? '';
    if (hasContacts && OF_CONTACTS.test(heading)) return { kind: null, rank: 0 };
    const key = plain(heading);
    return key in own ? { kind: own[key] ?? null, rank: 3 } : meaningOf(heading);
  });
  const isLog = timeColumnsOf(headings).action !== undefined;
  const candidates = contents.flatMap((each, column): Candidate[] => {
    const meaning = meanings[column];
    // "Participant: Yes" says who came.
    if (meaning?.kind === 'name' && each.marks >= 0.8 && each.filled > 0 && !/member/i.test(headings[column] ?? ''))
      return [{ column, meaning: { kind: 'completed', rank: CHECKED_IN }, contents: each }];
    // "Credit: Full" is no number.
    if (meaning?.kind === 'units' && each.numbers === 0 && each.hours === 0 && isOfParts(rows, column))
      return [{ column, meaning: { kind: 'completed', rank: 3 }, contents: each }];
    // A scan that is an arrival or a departure does not say who stayed.
    if (isLog && meaning?.kind === 'completed' && meaning.rank === CHECKED_IN) return [];
    return meaning?.kind && isCredible(meaning, each, headings[column] ?? '')
      ? [{ column, meaning, contents: each }]
      : [];
  });
  const columns: Columns = contents.map(() => null);
  const ofDays = columnsOfDays(headings, candidates);
  const best = (kind: ColumnKind) =>
    candidates
      .filter(({ column }) => kind !== 'completed' || !ofDays.has(column))
      .filter(({ meaning }) => meaning.kind === kind)
      .sort((a, b) => weightOf(a) - weightOf(b) || a.column - b.column)[0];
  for (const kind of ['middleName', 'suffix', 'school', 'educatorNumber', 'units'] as const) {
    const found = best(kind);
    if (found) columns[found.column] = kind;
  }
  if (!columns.includes('school')) {
    const place = placesOfSchools(headings, contents);
    if (place >= 0) columns[place] = 'school';
  }
  const eligible = eligibleOf(headings, contents);
  // “Certificate earned” can be another certificate.
  const [earned, ...more] = eligible.filter(
    ({ column, contents: { numbers } }) => numbers === 0 && EARNED.test(headings[column] ?? ''),
  );
  const status = statusOf(best('completed') ?? (more.length === 0 ? earned : undefined), [
    ...candidates.filter(({ column }) => !ofDays.has(column)),
    ...eligible,
  ]);
  const told = status?.column ?? statusByWords(headings, meanings, contents);
  if (told >= 0) columns[told] = 'completed';
  if (!columns.includes('units')) {
    const total = totalOfTimes(headings, contents);
    const hours = total >= 0 ? total : unnamedHours(headings, meanings, contents);
    if (hours >= 0 && columns[hours] === null) columns[hours] = 'units';
  }
  if (!platform && !columns.includes('units') && !columns.includes('completed')) {
    const time = timeOfPeople(headings, rows);
    if (time >= 0 && columns[time] === null) columns[time] = 'units';
  }
  chooseAddresses(columns, candidates, { contents, meanings, headings });
  const free = (column: number) => columns[column] === null;
  for (const [column, kind] of nameColumns({ best, headings, contents, meanings, rows, free })) columns[column] = kind;
  // "Ana Redfern <ana@example.org>" in the column of addresses is the name, too.
  const addresses = columns.indexOf('email');
  const isNamed = columns.some((kind) => kind !== null && NAME_KINDS.includes(kind));
  if (!isNamed && addresses >= 0 && hasNames(rows, addresses)) columns[addresses] = 'name';
  return columns;
}

const CAME = /^(time|clock|punch)?(in|signin|signedin|checkin|arrival|arrived|start|entrada|arrivee|beginn)(time)?$/;
const LEFT = /^(time|clock|punch)?(out|signout|signedout|checkout|departure|left|end|salida|depart|ende)(time)?$/;

/** Returns whether there are times in and out; "AM In" and "PM In" are such, too. */
export function areTimesOfRows(headings: readonly string[]): boolean {
  const texts = headings.map((heading) => plain(withoutDay(heading)));
  return texts.some((text) => CAME.test(text)) && texts.some((text) => LEFT.test(text));
}

/** Returns the column "Total" next to times in and out, if it has hours; -1 when there is none. */
function totalOfTimes(headings: readonly string[], contents: readonly Contents[]): number {
  if (!areTimesOfRows(headings)) return -1;
  const texts = headings.map((heading) => plain(withoutDay(heading)));
  return texts.findIndex(
    (text, column) => /^(total|totaltime|time|sum|summe|totale)$/.test(text) && contents[column]!.hours > 0.9,
  );
}

/** Returns a column that says how long each person was there, as "5h 45m" or "5:45" in all rows; -1 when there is none. */
const timeOfPeople = (headings: readonly string[], rows: readonly UploadedLine[]) =>
  areTimesOfRows(headings)
    ? -1
    : headings.findIndex((text, at) => {
        const cells = rows.map(([, line]) => line[at] ?? '').filter(Boolean);
        const isTime = (cell: string) => /[:hm]/i.test(cell) && minutesAsWritten(cell) !== null;
        return isOfTime(text) && cells.length > 0 && cells.every(isTime);
      });

/** Returns the column of locations or departments, if most of them are schools; -1 when there is none. */
const placesOfSchools = (headings: readonly string[], contents: readonly Contents[]) =>
  headings.findIndex(
    (text, at) =>
      /\b(location|department|dept|unit|place)\b/.test(words(text)) &&
      contents[at]!.schools > 0.5 &&
      contents[at]!.single < 0.5,
  );

/** Words for other numbers, such as the answers of a survey. */
const NO_HOURS =
  /semester|quarter|college|university|graduate|tuition|rat(e|ing)|scor|grade|gpa|average|mean|point|price|cost|fee|paid|amount|mile|age\b|version|note|level|%|miss|remain|need|requir|offer|possib|availab|\bmax|\bleft\b|absen|target|goal|owed|\bdue\b|schedul/i;

/**
 * Returns a column with hours under a heading in words that are not known, such as another language's; -1 when there is
 * none. Without it, everyone would get all units of the event.
 */
function unnamedHours(
  headings: readonly string[],
  meanings: readonly (HeadingMeaning | null)[],
  contents: readonly Contents[],
): number {
  const areHours = ({ quarters, most, filled }: Contents) => filled > 1 && quarters === 1 && most <= 24;
  const isOne = (each: Contents, column: number) =>
    meanings[column] === null &&
    (headings[column] ?? '') !== '' &&
    !NO_HOURS.test(headings[column]!) &&
    (each.ofHours > 0.8 || (each.hasFraction && areHours(each)));
  // Hours of several sessions have a total behind them.
  const total = headings.findIndex(
    (text, column) => /^(total|totals|sum|summe)$/.test(plain(text)) && areHours(contents[column]!),
  );
  const found = contents.findIndex(isOne);
  return found >= 0 && total > found ? total : found;
}

const hasNames = (rows: readonly UploadedLine[], column: number) => {
  const cells = rows.slice(0, LOOKED_AT).map(([, line]) => line[column] ?? '');
  return cells.filter((cell) => nameAndAddress(cell) !== null).length > cells.length / 2;
};

const STATUS = /statu|estado|zustand|stato/;

/** Ranks a column; one without any values comes last. */
const weightOf = ({ meaning, contents }: Candidate) =>
  meaning.rank +
  (contents.filled === 0 ? 10 : 0) +
  (isNumeric(meaning, contents) ? 5 : 0) +
  (meaning.kind === 'completed' && contents.marks < 0.3 && contents.dates < 0.3 ? 4 : 0);

/** Returns whether a status column has numbers other than 0 and 1: a percentage or points next to the status itself. */
const isNumeric = ({ kind }: HeadingMeaning, { numbers, marks }: Contents) =>
  kind === 'completed' && numbers > 0.8 && marks < 0.8;

/** Returns whether the cells can be what the heading says. A number is never a name. */
function isCredible(
  { kind, rank }: HeadingMeaning,
  { filled, emails, addresses, dates, single, most, marks, hasDigit }: Contents,
  heading: string,
): boolean {
  if (filled === 0 || kind === null) return true;
  // "Credit: Yes" can be what a person wants.
  if (kind === 'units' && !hasDigit) return false;
  // A continuing education unit is ten hours; a list with less than one writes real ones.
  if (kind === 'units' && /\bceus?\b/i.test(heading)) return most >= 1;
  // "Finished" can be many things.
  if (kind === 'completed' && rank === 3 && marks < 0.3 && dates < 0.3 && !STATUS.test(plain(heading))) return false;
  // Logins, which some platforms call the user's name.
  if (kind === 'name' && rank >= 3 && rank < 4 && single > 0.8) return false;
  if (NAME_KINDS.includes(kind)) return emails >= 0.5 && addresses < (rank <= 2 ? 0.8 : 0.5) && dates < 0.5;
  if (kind === 'otherEmail') return addresses > 0;
  // "Outside the organization: No"
  if (kind === 'school') return addresses < 0.5 && dates < 0.8 && marks < 0.8;
  return true;
}

function chooseAddresses(
  columns: Columns,
  candidates: Candidate[],
  { contents, meanings, headings }: Pick<NameSources, 'contents' | 'meanings' | 'headings'>,
) {
  const found = candidates
    .filter(({ meaning }) => meaning.kind === 'email' || meaning.kind === 'otherEmail')
    .map((each) => ({
      ...each,
      isAddress: each.contents.addresses > 0,
      // Beside "Participant email", another address can be the host's.
      isOwn: /^(attendee|participant|registrant|learner)/i.test(headings[each.column] ?? ''),
    }))
    .sort(
      (a, b) =>
        Number(b.isAddress) - Number(a.isAddress) ||
        Number(b.isOwn) - Number(a.isOwn) ||
        // The address for the certificate goes first.
        Number(b.meaning.rank < 1) - Number(a.meaning.rank < 1) ||
        Math.floor(a.meaning.rank / 3) - Math.floor(b.meaning.rank / 3) ||
        a.column - b.column,
    );
  const first = found[0];
  if (!first) {
    // "User" can be people's addresses.
    const isOpen = (column: number) => meanings[column] === null || meanings[column]?.kind === 'name';
    const unnamed = contents.findIndex(({ addresses }, column) => addresses > 0.5 && isOpen(column));
    if (unnamed >= 0) columns[unnamed] = 'email';
    return;
  }
  // Some addresses are in fact logins.
  columns[first.column] = first.meaning.kind!;
  const second = found.slice(1).find(({ isAddress }) => isAddress);
  if (second && first.meaning.kind === 'email') columns[second.column] = 'otherEmail';
}

/**
 * Guesses columns without headings: addresses are recognizable, and the first column of words has the names, or the
 * first two when both have single words.
 */
function byContent(contents: readonly Contents[]): Columns {
  const isAddress = ({ addresses }: Contents) => addresses > 0.5;
  const wordy = contents.flatMap((each, column) =>
    !isAddress(each) &&
    each.emails > 0.5 &&
    each.dates <= 0.5 &&
    each.times <= 0.5 &&
    each.ofHours <= 0.5 &&
    !(each.marks > 0.8 && each.filled > 1)
      ? [column]
      : [],
  );
  const inTwo = wordy.length > 1 && wordy.slice(0, 2).every((column) => contents[column]!.single > 0.5);
  const isGiven = (column: number | undefined) => column !== undefined && contents[column]!.given > 0.5;
  const isNotGiven = (column: number | undefined) => column !== undefined && contents[column]!.given < 0.3;
  // The school can come before the name, and the last name before the first.
  const isBehind = (column: number) => isGiven(column) && contents[column]!.likeNames > 0.5 && isNotGiven(wordy[0]);
  const behind = inTwo ? undefined : wordy.find(isBehind);
  const turned = wordy.find((column) => contents[column]!.lastFirst > 0.6);
  const named = turned !== undefined ? [turned] : behind === undefined ? wordy.slice(0, inTwo ? 2 : 1) : [behind];
  const isTurned = isNotGiven(wordy[0]) && isGiven(wordy[1]);
  const kinds: ColumnKind[] =
    inTwo && turned === undefined ? (isTurned ? ['lastName', 'firstName'] : ['firstName', 'lastName']) : ['name'];
  const others = wordy.filter(
    (column) => !named.includes(column) && contents[column]!.jobs <= 0.5 && contents[column]!.marks < 0.5,
  );
  const school = others.find((column) => contents[column]!.schools > 0.5) ?? others[0];
  let addressed = false;
  // Quarter hours, some of them with a point, are neither row numbers nor grades.
  const hours = contents.findIndex(
    ({ filled, quarters, hasPoint, ofHours }) => ofHours > 0.8 || (filled > 1 && quarters === 1 && hasPoint),
  );
  const status = contents.findIndex(({ marks, yes, attendance }) => marks >= 0.8 && yes > 0 && attendance > 0.8);
  return contents.map((each, column) => {
    if (column === hours) return 'units';
    if (column === status) return 'completed';
    if (isAddress(each)) {
      if (addressed) return null;
      addressed = true;
      return 'email';
    }
    return column === school ? 'school' : (kinds[named.indexOf(column)] ?? null);
  });
}

/** Returns whether the first line has headings, and what each column contains. */
export function guessColumns(lines: readonly UploadedLine[]): { headings: boolean; columns: Columns } {
  const first = lines[0]?.[1] ?? [];
  const headings = first.some((cell) => meaningOf(cell)?.kind) && !first.some((cell) => isMailAddress(cell));
  return headings
    ? { headings, columns: columnsOf(first, lines.slice(1), platformOf(first.map(plain))) }
    : { headings, columns: columnsOf(null, lines, null) };
}

/** Returns why these columns cannot be imported; null when they can. */
export function whyNotTheseColumns(columns: Columns): string | null {
  const twice = columns.find((kind, index) => kind !== null && columns.indexOf(kind) !== index);
  if (twice) return `Two columns are marked as “${COLUMN_LABELS[twice]}”. Choose one of them.`;
  const named = columns.includes('name') || columns.includes('firstName') || columns.includes('lastName');
  return named ? null : 'Choose the column that contains the names.';
}
