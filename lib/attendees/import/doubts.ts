import type { UploadedLine } from '@/db/schema';
import { type Columns, LIKE_A_NAME } from './columns';
import type { LeftOut } from './find-table';
import { isOfAbsence, plain } from './headings';
import { markOf } from './marks';
import { bareName, lowercaseWordsOf } from './names';
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
} from './not-people';
import { daysOf, daysWithoutHours, hoursInNote, notesWithoutUnits } from './unsaid-hours';

/** "CANCELED - Ana Redfern" and "Ana Redfern (no show)" */
const ABSENT_BESIDE =
  /^\W*(cancell?ed|no[- ]?show|absent|withdrew|withdrawn|dropped|did not (?:attend|come))\s*[-–—:]\s*\p{L}|[\s([*–—-](cancell?ed|no[- ]?show|absent|withdrew|withdrawn|did not (?:attend|come))\s*[)\]*]*$/iu;

/** In an online meeting, anybody in the organization can be a presenter. */
export const PRESENTERS = /^(presenter|trainer)\b/i;
/** Returns whether a heading is one of an online meeting. */
export const isOfMeetings = (heading: string) => /^(jointime|firstjoin|leavetime|lastleave)/.test(plain(heading));

/** Returns why a row is not imported unless somebody checks it; null when it is. */
export type DoubtOf = (line: UploadedLine, name: string, email: string | null, isHost: boolean) => string | null;

type DoubtDeps = {
  hostRoles: RegExp | undefined;
  headings: readonly string[] | null;
  /** Whether a column shows that people completed the event. */
  hasStatus: boolean;
  /** The column of PDUs; -1 when there is none. */
  unitsAt: number;
  /** The columns of names. */
  named: readonly number[];
  hosts: ReadonlySet<string>;
  hidden: readonly number[];
  width: number;
  /** The last rows, below a line to sign: usually the person who signed. */
  signed: ReadonlySet<number>;
  /** The titles of people who did not come, by the rows below them. */
  absent: ReadonlyMap<number, string>;
  /** The list has names alone, and most of them are written like names. */
  isOnlyNames: boolean;
  columns: Columns;
};

/** Returns what says why a row of a list is not imported unless somebody checks it. */
export function doubts(
  rows: readonly UploadedLine[],
  {
    hostRoles,
    headings,
    hasStatus,
    unitsAt,
    named,
    hosts,
    hidden,
    width,
    absent: below,
    signed,
    isOnlyNames,
    columns,
  }: DoubtDeps,
): DoubtOf {
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
  const canceledAt = (hasStatus ? [] : (headings ?? [])).flatMap((heading, at) => (isOfAbsence(heading) ? [at] : []));
  const typesAt = (headings ?? []).flatMap((heading, at) =>
    /^(attendee|ticket|registration|registrant|badge|member|user|person|guest)?(type|types|category|group|groups)(name)?$/.test(
      plain(heading),
    )
      ? [at]
      : [],
  );
  const days = daysWithoutHours(headings ?? [], rows, columns);
  const notes = notesWithoutUnits(headings ?? [], columns);
  const isWide = width > 1 && rows.filter(([, cells]) => cells.filter(Boolean).length > 1).length >= rows.length / 3;
  const hiddenRows = new Set(hidden);
  const trailing = width < 2 ? new Set<number>() : trailingNotes(rows);
  const above = headings ? new Set<number>() : width < 2 ? numberedTitles(rows) : leadingTitles(rows);
  const leading = above.size > 0 || headings ? above : beforeNumbered(rows);
  return ([number, cells], name, email, isHost) => {
    if (hiddenRows.has(number))
      return 'This row is hidden, filtered out or struck through in the file. Check it to import it.';
    const title = below.get(number);
    if (title) return `This row is below “${title}”. Check it if the person attended.`;
    const absent = named.map((at) => ABSENT_BESIDE.exec(cells[at] ?? '')).find(Boolean);
    if (absent)
      return `The list says “${(absent[1] ?? absent[2])!.toLowerCase()}” beside this name. Check the row if the person attended.`;
    const canceled = canceledAt.find((at) => markOf(cells[at] ?? '') === 'yes');
    // Without hours, nothing is left to check.
    if (canceled !== undefined && !/^0+([.,]0+)?$/.test(cells[unitsAt] ?? ''))
      return `This row has “${cells[canceled]}” below “${headings?.[canceled]}”. Check it if the person attended.`;
    const said =
      (roleAt >= 0 && (isHostRole(cells[roleAt] ?? '') || hostRoles?.test(cells[roleAt] ?? ''))) ||
      (ranAt >= 0 && markOf(cells[ranAt] ?? '') === 'yes') ||
      typesAt.some((at) => isOtherType(cells[at] ?? '')) ||
      isOnlyRole(name) ||
      cells.some((cell) => /^(meeting )?organi[sz]er$/i.test(cell));
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
    const [only = '', ...more] = cells.filter(Boolean);
    if (isWide && more.length === 0 && (isSentence(bareName(only)) || /\d/.test(only) || !/\s/.test(only)))
      return 'This row has only one cell, which is not written like a name. Check it if it is a person.';
    const came = daysOf(cells, days);
    if (came < days.length)
      return `This person was there on ${came} of ${days.length} days or sessions, and the list does not say how many hours these had. Check the row if the person gets all PDUs of the event.`;
    const noted = notes.map((at) => hoursInNote(cells[at] ?? '')).find((hours) => hours !== null);
    if (noted)
      return `A note says “${noted}”. Hours in notes are not imported. Check the row if the person gets all PDUs of the event.`;
    if (trailing.has(number)) return 'This row below the list has only one cell. Check it if it is a person.';
    return null;
  };
}

/** Returns whether a text has words as in a sentence; "ana redfern" has none. */
const isSentence = (text: string) =>
  lowercaseWordsOf(text) > 1 && (/^\p{Lu}/u.test(text) || text.split(' ').length > 3);

/** Returns whether a list has one cell in each row, and most of them are written like names. */
export function areLikeNames(rows: readonly UploadedLine[]): boolean {
  const cells = rows.map(([, line]) => line.filter(Boolean));
  return (
    cells.every(({ length }) => length <= 1) &&
    cells.filter(([cell = '']) => LIKE_A_NAME.test(bareName(cell).replace(/\s*[*†‡]+$/, ''))).length > cells.length / 2
  );
}

/** Returns the rows below a title such as "Absent:", up to the next title. */
export function belowAbsent(rows: readonly UploadedLine[]): Map<number, string> {
  const below = new Map<number, string>();
  let title: string | null = null;
  for (const [number, cells] of rows) {
    const [only, ...more] = cells.filter(Boolean);
    if (only && more.length === 0 && (isGroupTitle(only) || isTitleOfStatus(only)))
      title = isTitleOfAbsent(only) ? only : null;
    else if (title !== null) below.set(number, title);
  }
  return below;
}

/** A longer part below a line to sign is another page of the list. */
const MAX_SIGNERS = 3;

export function belowSignature(rows: readonly UploadedLine[], noPeople: readonly LeftOut[]): Set<number> {
  const lines = noPeople.filter(({ what }) => what === LINE_TO_SIGN || what === CLOSING).flatMap((each) => each.lines);
  const below = rows.map(([number]) => number).filter((number) => lines.length > 0 && number > Math.min(...lines));
  return new Set([...(below.length <= MAX_SIGNERS ? below : []), ...withPhone(rows)]);
}

/** Returns the last rows, set apart by a blank line, if one of them is a telephone number: the end of a message. */
function withPhone(rows: readonly UploadedLine[]): number[] {
  const from = rows.findLastIndex(([number], index) => index > 0 && number > rows[index - 1]![0] + 1);
  const last = from > 1 && rows.length - from <= 5 ? rows.slice(from) : [];
  const isPhone = ([, cells]: UploadedLine) => /^[\d\s().+-]{7,20}$/.test(cells.filter(Boolean).join(' '));
  return last.some(isPhone) ? last.map(([number]) => number) : [];
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
