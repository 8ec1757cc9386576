import type { z } from 'zod';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { tidyLine } from '@/lib/platform/text';
import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '../attendee-input';
import { readUnitsRoundedDown } from '../units';
import { addressOf, nameAndAddress } from './addresses';
import { cellProblem } from './cell-problem';
import { COLUMN_LABELS, type ColumnKind, type Columns } from './columns';
import { isDate, type Mark } from './marks';
import {
  areNamesInLines,
  bareName,
  type Cleaning,
  capitalsThenName,
  commaMeaningOf,
  cutBehind,
  familyInCase,
  inNormalCase,
  isOneCase,
  isSeveralNames,
  lastFirstOf,
  lastFirstWithoutComma,
  namePart,
  turned,
  withoutPlace,
} from './names';

/** What a line says about a person; null for each field that it leaves out. */
export type LineContent = {
  name: string;
  email: string | null;
  school: string | null;
  educatorNumber: string | null;
  units: string | null;
  /** The minutes that the units come from, before they are rounded down to the quarter hour. */
  minutes: number | null;
  completed: boolean | null;
};

/** How the lines of a table are read, apart from their columns. */
export type Manner = {
  /** The cleanings that are turned off. */
  off: readonly Cleaning[];
  /** The whole column of names is "Last, First". */
  lastFirst: boolean;
  /** The names are as people show them in a meeting. */
  isShown: boolean;
  /** The column of names asks for the name on the certificate, so it goes before first and last name. */
  certificateFirst: boolean;
  /** The heading of the names says that the last name comes first. */
  headedLastFirst: boolean;
  /** Most names have the last name first, in capitals: "LÉGER René". */
  capitalsFirst: boolean;
  /** Returns the meaning of a text in the status column; undefined when it is unknown, and so has no meaning. */
  markOf: (text: string) => Mark | undefined;
  /** The status column has the days of completion, so a row without one is not completed. */
  dated: boolean;
};

export type ReadLine = {
  /** The cleaned name, or the written one when it cannot be cleaned. */
  name: string;
  /** The name as written in the list. */
  written: string;
  /** Notes for people on how the line was read. */
  notes: string[];
  /** The one of them that says that the units were rounded, which is not so when several rows are added; null if none does. */
  roundingNote: string | null;
  cleaned: Cleaning[];
  isHost: boolean;
  /** What is not sure about the name, so that the row is imported only when somebody checks it; null when nothing is. */
  unsure: string | null;
} & ({ content: LineContent } | { complaint: string });

/** No hours at all; a spreadsheet shows 0 as a dash. */
const NO_UNITS = /^(none|n\/a|no|[-–—]+)$/i;
const NOTHING = /^(nan|n\/a|#n\/a|none|null|undefined|info requested|not provided|[-–—.?]+)$/i;
const orBlank = (text: string) => (NOTHING.test(text.trim()) ? '' : text);

/** Reads one line of an uploaded table, or says what is wrong with it. */
export function readLine(cells: readonly string[], columns: Columns, manner: Manner): ReadLine {
  const cell = (kind: ColumnKind) => cells[columns.indexOf(kind)] ?? '';
  const problem = columns
    .map((kind, index) => kind && cellProblem(cells[index] ?? '', COLUMN_LABELS[kind]))
    .find(Boolean);
  const written = writtenName(cell, manner);
  if (problem)
    return {
      name: written.name,
      written: written.name,
      notes: [],
      roundingNote: null,
      cleaned: [],
      isHost: false,
      unsure: null,
      complaint: problem,
    };
  const first = addressOf(cell('email'));
  const other = addressOf(cell('otherEmail'));
  // The column can also have logins.
  const address = first.email || !isMailAddress(other.email) ? first : other;
  const email = address.email || written.email;
  const { name: cleanName, notes, cleaned, isHost, unsure } = cleanedName(written, manner, email);
  const complaints: string[] = [];
  const read = <Output>(schema: z.ZodType<Output>, text: string): Output | null => {
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    complaints.push(result.error.issues[0]!.message);
    return null;
  };
  const name = read(attendeeName, cleanName);
  if (address.note) notes.push(address.note);
  const orNull = <Output>(schema: z.ZodType<Output>, text: string) => (text === '' ? null : read(schema, text) || null);
  const { units, minutes, roundedFrom } = unitsIn(
    NO_UNITS.test(cell('units').trim()) ? '0' : orBlank(cell('units')),
    complaints,
  );
  const roundingNote =
    roundedFrom === null ? null : `“${roundedFrom}” is not in quarter hours. It is rounded down to ${units}.`;
  if (roundingNote) notes.push(roundingNote);
  const content = {
    name: name ?? '',
    email: orNull(attendeeEmail, email),
    school: orNull(attendeeSchool, orBlank(cell('school'))),
    educatorNumber: orNull(educatorNumber, orBlank(cell('educatorNumber')).replace(/^(\d+)\.0$/, '$1')),
    units,
    minutes,
    completed: completedIn(cell('completed'), manner),
  };
  const shown = { name: name ?? cleanName, written: written.name, notes, roundingNote, cleaned, isHost, unsure };
  return complaints.length > 0 ? { ...shown, complaint: complaints.join(' ') } : { ...shown, content };
}

type Written = {
  name: string;
  email: string;
  /** The name with each part in normal case, when it has several columns. */
  inCase: string;
  /** The name of several columns with all of its parts in normal case: "Sue Van Horn"; '' when it has one column. */
  inNormal: string;
  /** The cell has several lines, with a name in each. */
  areLines: boolean;
};

/** Returns the name, from one column or several, and an address that is written with it. */
function writtenName(cell: (kind: ColumnKind) => string, { certificateFirst }: Manner): Written {
  const parts = [cell('firstName'), cell('middleName'), cell('lastName')].map(namePart).map(withoutMark);
  const suffix = namePart(cell('suffix'));
  const isCertificate = certificateFirst && bareName(cell('name')) !== '';
  const hasParts = !isCertificate && (parts[0] !== '' || parts[2] !== '');
  const whole = hasParts ? [...parts, suffix].filter(Boolean).join(' ') : cell('name');
  const both = nameAndAddress(whole);
  const name = bareName(both?.name ?? whole);
  const withSuffix = !hasParts && suffix && name ? `${name} ${suffix}` : name;
  const inCase =
    hasParts && !both
      ? [...parts.slice(0, 2).map(partInCase), lastInCase(parts[2]!), suffix].filter(Boolean).join(' ')
      : withSuffix;
  const normal = [...parts.map(inNormalCase), inNormalCase(`A ${suffix}`).slice(2)].filter(Boolean).join(' ');
  const inNormal = hasParts && !both ? normal : '';
  return {
    name: withSuffix,
    email: both?.email ?? '',
    inCase,
    inNormal,
    areLines: !hasParts && areNamesInLines(whole),
  };
}

/** Writes a part in one case in normal case: the last name of "René" and "LÉGER". Initials stay. */
const partInCase = (part: string) => (isOneCase(part) ? inNormalCase(part) : part);

const lastInCase = (part: string) => (/^\p{Lu}{2}$/u.test(part) ? familyInCase(part) : partInCase(part));

const withoutMark = (text: string) => (/^\d+[.)]?$/.test(text) ? '' : text);

function cleanedName({ name: written, inCase, inNormal, areLines }: Written, manner: Manner, email: string) {
  const { off, isShown, lastFirst, headedLastFirst, capitalsFirst } = manner;
  const cleaned: Cleaning[] = [];
  const cut = cutBehind(written, isShown);
  let name = written;
  const change = (cleaning: Cleaning, changed: string) => {
    if (off.includes(cleaning) || changed === name) return;
    name = changed;
    cleaned.push(cleaning);
  };
  change('cut', cut.name);
  const isSeveral = areLines || isSeveralNames(name);
  const parts = isSeveral ? null : lastFirstOf(name);
  const inOrder = headedLastFirst ? lastFirstWithoutComma(name) : capitalsFirst ? capitalsThenName(name) : null;
  const meaning = parts && commaMeaningOf(parts, email, lastFirst);
  if (parts && meaning?.order === 'place') change('cut', withoutPlace(parts));
  else if (parts) change('turn', turned(parts));
  else if (inOrder) change('turn', turned(inOrder));
  const order = parts ? (meaning?.order === 'last' ? parts : null) : inOrder;
  if (isOneCase(name) && inNormal && name === written) change('case', inNormal);
  else if (isOneCase(name)) change('case', inNormalCase(name));
  else if (name === written) change('case', inCase);
  else if (order && cleaned.includes('turn')) change('case', turned({ ...order, last: familyInCase(order.last) }));
  const notes = cleaned.length > 0 ? [`Written as “${tidyLine(written)}” in the list.`] : [];
  // With the cleaning turned off, the name is what the list says.
  const isOpen = meaning?.sure === false;
  const isLong = headedLastFirst && !parts && !inOrder && written.includes(' ');
  const unsure = isSeveral ? SEVERAL : off.includes('turn') ? null : isOpen ? UNCLEAR : isLong ? LONG : null;
  return { name, notes, cleaned, isHost: cut.isHost, unsure };
}

const SEVERAL =
  'This cell has more than one name. Write each person in a row of their own, then import the list once more.';
const LONG =
  'Names in this list have the last name first, but it is not clear where this one ends. Check the row if the name is right.';
const UNCLEAR =
  'What is before the comma can be the last name, or the whole name before a place. Check the row if the name is right.';

/** What people write behind hours; not what takes some of them away: "6, minus lunch", "6, less 0.5". */
const REMARK = /(?<=\d\D{0,12}?)\s*(?:[,;]|\s[-–—])\s*(?!.*\b(?:minus|less|except|but|without)\b)\p{L}[^\d]*$/iu;

function unitsIn(text: string, complaints: string[]) {
  // "2.0 (full)", "2.0*" and "3 hrs, left at noon"
  const bare = text
    .replace(/\([^()]*\)\s*$/, '')
    .replace(REMARK, '')
    .trimEnd()
    .replace(/[*†‡]{1,3}$/, '');
  const read = readUnitsRoundedDown(/\d/.test(bare) ? bare : text);
  if ('units' in read) return read;
  complaints.push(read.why);
  return { units: null, minutes: null, roundedFrom: null };
}

function completedIn(text: string, { markOf, dated }: Manner): boolean | null {
  if (text === '' || /^nan$/i.test(text)) return dated ? false : null;
  const mark = markOf(text);
  return mark === 'yes' ? true : mark === 'no' ? false : null;
}

/** Returns whether most of the cells of a column are days, so that a blank one means not completed yet. */
export function isDated(cells: readonly string[]): boolean {
  const filled = cells.filter((text) => text !== '');
  return filled.length > 0 && filled.filter(isDate).length > filled.length / 2;
}
