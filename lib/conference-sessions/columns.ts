import { columnText } from '@/lib/attendees/import/matching';
import { searchable } from '@/lib/platform/text';
import { COLUMN_KINDS, COLUMN_LABELS, type ColumnKind, type Columns } from './column-kinds';

/** Columns are one letter each in an address and in a form. */
export const { write: writeColumns, read: readColumns } = columnText<ColumnKind>({
  ownNumber: 'n',
  title: 't',
  instructor: 'i',
  startsOn: 'd',
  startsAt: 's',
  endsAt: 'e',
  hours: 'h',
  room: 'r',
  track: 'k',
  categories: 'c',
  description: 'x',
  endsOn: 'f',
  times: 'm',
});

/**
 * The headings of spreadsheets and of the exports of Sched and Whova, without case, blanks and punctuation. The first
 * pattern that matches wins, and for each kind the column whose heading is earliest in its list.
 */
const HEADINGS: Record<ColumnKind, RegExp[]> = {
  ownNumber: [
    /^(your)?own(number|no|id|code)$/,
    /^(session|event|course|activity|class)?(number|no|num|nr|id|code|key|#)$/,
    /^(sessions?|events?)(number|no|num|nr|id|code|key)s?$/,
    /^(uid|ref|reference|externalid)$/,
  ],
  title: [
    /^(session|event|activity|workshop|course|presentation|talk|class)(title|name|topic)s?$/,
    /^titleof(the)?(session|event|activity|presentation)$/,
    /^(title|session|sessions|name|topic|workshop|presentation|event|activity|subject)$/,
  ],
  instructor: [
    /^(instructors?|presenters?|speakers?|facilitators?|trainers?|teachers?|leaders?)(name|names|s)?$/,
    /^(session)?(instructors?|presenters?|speakers?|facilitators?)$/,
    /^(nameofinstructor|presentedby|taughtby|ledby|hosts?|moderators?|authors?)$/,
  ],
  startsOn: [
    /^(session|event|start|starting|begin|beginning)?(date|day)$/,
    /^dateof(the)?(session|event)$/,
    /^(eventstart|sessionstart|startdatetime|starts?on|startsat|begins)$/,
  ],
  startsAt: [
    /^(session|event)?(start|starting|begin|beginning|from)(time)?s?$/,
    /^time(start|begin|from)s?$/,
    /^(begins|startsat|from)$/,
  ],
  endsAt: [
    /^(session|event)?(end|ending|finish|stop|to|until)(time)?s?$/,
    /^time(end|finish|stop|to)s?$/,
    /^(endsat|enddatetime|eventend|sessionend|ends)$/,
  ],
  hours: [
    /^(hours?|pdus?|units?|credits?|clockhours?|contacthours?|renewalunits?)(ofinstruction|offered|earned)?$/,
    /^(instructional|instruction|credit|contact|clock|ceu|opi)(hours?|pdus?|units?|credits?)$/,
  ],
  room: [/^(room|rooms|roomname|roomnumber|venue|venues)$/, /^(roomlocation|location|locationname|place|space|where)$/],
  track: [/^(track|tracks|strand|strands|tracktags?|sessiontracks?)$/, /^(eventtype|sessiontype|type|stream|theme)$/],
  categories: [/^(event|session|pdu)?categor(y|ies)$/, /^(subjectareas?|contentareas?)$/],
  description: [
    /^(session|event|activity)?(description|abstract|summary|details)$/,
    /^(about|overview|whatyouwilllearn)$/,
  ],
  endsOn: [/^(end|ending|last)(date|day)$/, /^(endson)$/],
  times: [/^(session|event)?times?(slots?|blocks?|range)?$/, /^(when|starttoend|timeslots?|timeblocks?|hoursofday)$/],
};

/** Returns the letters and digits of a heading, without case and accents. */
export const plainHeading = (heading: string) =>
  searchable(heading.replaceAll('#', ' number ').replaceAll(/\([^)]*\)/g, ' ')).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Returns what each column contains by its heading; each kind at most once. */
export function columnsOf(headings: readonly string[]): Columns {
  const plain = headings.map(plainHeading);
  const columns: Columns = headings.map(() => null);
  for (const kind of COLUMN_KINDS) {
    const at = bestFor(kind, plain, columns);
    if (at !== null) columns[at] = kind;
  }
  // One column with a start that has a time, as Sched exports it, is both the date and the time.
  return columns;
}

function bestFor(kind: ColumnKind, plain: readonly string[], taken: Columns): number | null {
  for (const pattern of HEADINGS[kind]) {
    const at = plain.findIndex((heading, index) => taken[index] === null && heading !== '' && pattern.test(heading));
    if (at >= 0) return at;
  }
  return null;
}

/** Returns how many kinds of columns a line of headings names; a line of sessions names none or one by chance. */
export function worthOfHeadings(cells: readonly string[]): number {
  return columnsOf(cells).filter((kind) => kind !== null).length;
}

/** Returns why a list can't be read with these columns; null when it can. */
export function whyNotTheseColumns(columns: Columns): string | null {
  const chosen = columns.filter((kind) => kind !== null);
  const twice = chosen.find((kind, index) => chosen.indexOf(kind) !== index);
  if (twice) return `Two columns are “${COLUMN_LABELS[twice]}”. Choose one of them.`;
  if (!chosen.includes('title') && !chosen.includes('ownNumber')) {
    return 'Choose the column with the titles, or, to change sessions, the one with your own numbers.';
  }
  if (chosen.includes('times') && (chosen.includes('startsAt') || chosen.includes('endsAt'))) {
    return 'Choose a column for start and end time together, or one for each, not both.';
  }
  return null;
}
