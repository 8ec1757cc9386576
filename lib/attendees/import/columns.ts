import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { searchable } from '@/lib/platform/text';

/** What a column of a list can hold. */
export const COLUMN_KINDS = [
  'name',
  'firstName',
  'lastName',
  'email',
  'school',
  'educatorNumber',
  'units',
  'completed',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** One entry a column; null: not imported. */
export type Columns = (ColumnKind | null)[];

export const COLUMN_LABELS: Record<ColumnKind, string> = {
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  school: 'School or district',
  educatorNumber: 'Educator number',
  units: 'PDUs earned',
  completed: 'Completed the event',
};

/** How people head such columns, written as `plain` makes it. */
const SPELLINGS: Record<ColumnKind, string> = {
  name: 'name names fullname attendee attendees attendeename participant participants participantname educator educatorname teacher teachername staffname firstandlastname firstlastname firstnamelastname nameoncertificate certificatename registrant registrantname nombre',
  firstName: 'firstname first givenname givennames forename fname preferredname attendeefirstname participantfirstname',
  lastName: 'lastname last surname familyname lname attendeelastname participantlastname',
  email:
    'email emails emailaddress mail emailid schoolemail workemail contactemail useremail attendeeemail participantemail',
  school:
    'school schools district schooldistrict schoolordistrict schoolanddistrict schoolname districtname organization organisation employer schoolsite site building workplace agency company affiliation',
  educatorNumber:
    'educatornumber educatorno educatorid folio folionumber foliono folioid licensenumber licenseno license licencenumber licence educatorfolionumber educatorfolio seid teacherid teachernumber montanaeducatorid',
  units:
    'pdu pdus pdusearned pdunits units unitsearned renewalunits hours hrs hoursearned hoursattended contacthours clockhours credithours credits professionaldevelopmentunits',
  completed:
    'completed complete completion completedevent completedtheevent attended attendance present status finished passed',
};

const KNOWN = new Map<string, ColumnKind>(
  COLUMN_KINDS.flatMap((kind) => SPELLINGS[kind].split(' ').map((spelling) => [spelling, kind] as const)),
);

const plain = (heading: string) => searchable(heading).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What a heading means; several in one, such as "School/District", mean the first that is known. */
function kindOfHeading(heading: string): ColumnKind | null {
  const whole = KNOWN.get(plain(heading));
  if (whole) return whole;
  const parts = heading.split(/[/,|(\n]/).map((part) => KNOWN.get(plain(part)));
  return parts.find((kind) => kind !== undefined) ?? null;
}

/** How far down headings may stand: above them is what the list is called, when and where (choice). */
const LINES_ABOVE = 10;

/** The lines from the headings on: a title above them is nobody's name. */
export function fromHeadingsOn(lines: UploadedLine[]): UploadedLine[] {
  const kinds = lines.slice(0, LINES_ABOVE + 1).map(([, cells]) => cells.map(kindOfHeading).filter(Boolean));
  const first = kinds.findIndex((known) => known.length > 0);
  // One such word alone may stand in a title, or be somebody's school.
  return first > 0 && kinds[first]!.length > 1 ? lines.slice(first) : lines;
}

/** Whether the first line is headings, and what each column holds; each kind stands once. */
export function guessColumns(lines: readonly UploadedLine[]): { headings: boolean; columns: Columns } {
  const first = lines[0]?.[1] ?? [];
  const width = Math.max(0, ...lines.map(([, cells]) => cells.length));
  const byHeading = Array.from({ length: width }, (_, column) => kindOfHeading(first[column] ?? ''));
  const headings = byHeading.some((kind) => kind !== null) && !first.some((cell) => isMailAddress(cell));
  return { headings, columns: onceEach(headings ? byHeading : byContent(lines, width)) };
}

/**
 * Without headings: addresses tell themselves, and the first column of words is the names, in two columns when both hold
 * single words.
 */
function byContent(lines: readonly UploadedLine[], width: number): Columns {
  const mostly = (column: number, holds: (cell: string) => boolean) => {
    const cells = lines.map(([, line]) => line[column] ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.filter(holds).length > cells.length / 2;
  };
  const all = Array.from({ length: width }, (_, column) => column);
  const words = all.filter((column) => !mostly(column, isMailAddress) && mostly(column, (cell) => /\p{L}/u.test(cell)));
  const inTwo = words.length > 1 && words.slice(0, 2).every((column) => mostly(column, (cell) => !/\s/.test(cell)));
  const kinds: ColumnKind[] = inTwo ? ['firstName', 'lastName', 'school'] : ['name', 'school'];
  return all.map((column) => {
    if (mostly(column, isMailAddress)) return 'email';
    return kinds[words.indexOf(column)] ?? null;
  });
}

function onceEach(columns: Columns): Columns {
  return columns.map((kind, index) => (kind !== null && columns.indexOf(kind) === index ? kind : null));
}

/** Why these columns cannot be imported; null when they can. */
export function whyNotTheseColumns(columns: Columns): string | null {
  const twice = columns.find((kind, index) => kind !== null && columns.indexOf(kind) !== index);
  if (twice) return `Two columns are marked as “${COLUMN_LABELS[twice]}”. Choose one of them.`;
  const named = columns.includes('name') || columns.includes('firstName') || columns.includes('lastName');
  return named ? null : 'Choose which column holds the names.';
}
