import type { SessionRow } from '@/db/queries/session-contents';
import type { NamedConference } from '@/lib/conferences/conference';
import type { CsvColumn } from '@/lib/platform/csv';
import { formatDay } from '@/lib/platform/days';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { searchable } from '@/lib/platform/text';
import { withAgendaRows } from './agenda-form';
import type { AgendaItem, ContentField, EventContent, EventLocation, SavedContent } from './event';
import { locationOf } from './location';
import { unitsOf } from './rules';
import { formatTime, shortTime } from './times';
import { DEFAULT_STATE } from './us-states';

/** What the database stores of an event's fields. */
export type StoredEvent = Pick<SessionRow, 'event' | 'conferenceName' | 'categoryIds' | 'agenda'>;

/** What a search for events looks at. */
export type Searched = {
  title: string;
  instructor: string;
  description: string;
  city: string | null;
  conference?: string | null;
  ownNumber?: string | null;
  track?: string | null;
};

/** What an exported list has of an event's fields. */
export type ExportedEvent = Pick<
  StoredEvent['event'],
  | 'title'
  | 'instructor'
  | 'description'
  | 'startsOn'
  | 'endsOn'
  | 'locationKind'
  | 'city'
  | 'state'
  | 'zip'
  | 'hours'
  | 'ownNumber'
  | 'startsAt'
  | 'endsAt'
  | 'room'
  | 'track'
> & { conference: { name: string } | null; categories?: string };

/** An input of the form. */
type Input = {
  label: string;
  /** How sentences about it begin, such as "The title". */
  called?: string;
  /** The most characters of a text, as people count them (choice). They fit on the certificate. */
  max?: number;
};

/** Everything about a field of an event that more than one part of the product has to know. */
type Field<Name extends ContentField> = {
  /** What people read beside its value: in the event's details, in comparisons, in the history, in emails. */
  label: string;
  /** The inputs in which it is entered, in their order. Some need other words than the label. */
  inputs: Record<string, Input>;
  /** Whether the certificate shows it; then every change of it makes a new version of the certificate. */
  printed?: true;
  /** Describes it in words; null when it is empty. */
  words(value: EventContent[Name], categoryNames: ReadonlyMap<number, string>): string | null;
  /** What decides whether two values are the same; absent: all of a value. */
  identity?(value: EventContent[Name]): unknown;
  read(row: StoredEvent): SavedContent[Name];
  /** A saved value as the form writes it; absent: as it was read. */
  tidy?(value: SavedContent[Name]): SavedContent[Name];
  fill(value: EventContent[Name]): FormValues;
  searched?(texts: Searched): string | null | undefined;
  exported: readonly CsvColumn<ExportedEvent>[];
  /** Requests sent before the field existed do not have it; such a request leaves it as it is. */
  addedLater?: true;
};

type Texts = Exclude<ContentField, 'categoryIds' | 'asynchronous' | 'location' | 'conference' | 'agenda'>;

type OneText = Omit<Input, 'label'> & { label: string; inputLabel?: string };

/** A field that is one text, stored in the column and entered in the input of its own name. */
function text<Name extends Texts>(name: Name, { label, inputLabel = label, called, max }: OneText) {
  return {
    label,
    inputs: { [name]: { label: inputLabel, called, max } } as Record<Name, Input>,
    words: (value: EventContent[Name]): string | null => value,
    read: ({ event }: StoredEvent) => event[name] as SavedContent[Name],
    fill: (value: EventContent[Name]): FormValues => ({ [name]: value ?? '' }),
    exported: [{ header: label, value: (event: ExportedEvent): string | null => event[name] }],
  };
}

/** A time of day, which the database stores with seconds. */
function time<Name extends 'startsAt' | 'endsAt'>(name: Name, field: OneText) {
  return {
    ...text(name, field),
    words: (value: string | null) => value && formatTime(value),
    read: ({ event }: StoredEvent) => event[name] && shortTime(event[name]),
    exported: [{ header: field.label, value: (event: ExportedEvent) => event[name] && shortTime(event[name]) }],
  };
}

/** The value of the choice that adds a conference. */
export const NEW_CONFERENCE = 'new';

const TABLE = {
  title: {
    ...text('title', { label: 'Title', inputLabel: 'Title of the event', called: 'The title', max: 200 }),
    printed: true,
    searched: ({ title }) => title,
  },
  instructor: {
    ...text('instructor', {
      label: 'Instructor',
      inputLabel: 'Instructor name',
      called: 'The instructor’s name',
      max: 120,
    }),
    printed: true,
    searched: ({ instructor }) => instructor,
  },
  description: {
    ...text('description', { label: 'Description', called: 'The description', max: 2000 }),
    searched: ({ description }) => description,
  },
  categoryIds: {
    label: 'Event categories',
    inputs: { categoryIds: { label: 'Event categories' } },
    words: (ids, names) => ids.map((id) => names.get(id) ?? `Category ${id}`).join('\n') || null,
    read: ({ categoryIds }) => categoryIds,
    tidy: (ids) => ids.toSorted((a, b) => a - b),
    fill: (ids) => ({ categoryIds: ids.map(String) }),
    exported: [{ header: 'Categories', value: ({ categories }) => categories ?? null }],
  },
  ownNumber: {
    ...text('ownNumber', { label: 'Your own number', called: 'Your own number', max: 60 }),
    searched: ({ ownNumber }) => ownNumber,
    addedLater: true,
  },
  track: {
    ...text('track', { label: 'Track', called: 'The track', max: 80 }),
    searched: ({ track }) => track,
    addedLater: true,
  },
  room: { ...text('room', { label: 'Room', called: 'The room', max: 80 }), addedLater: true },
  conference: {
    label: 'Conference',
    inputs: {
      conference: { label: 'Session of a conference' },
      newConference: { label: 'Name of the new conference' },
    },
    words: conferenceName,
    identity: conferenceKey,
    read: ({ event: { conferenceId: id }, conferenceName }) => (id === null ? null : { id, name: conferenceName! }),
    fill: (conference) => {
      if (conference?.id === null) return { conference: NEW_CONFERENCE, newConference: conference.name };
      return { conference: conference ? String(conference.id) : '', newConference: '' };
    },
    searched: ({ conference }) => conference,
    exported: [{ header: 'Conference', value: ({ conference }) => conference?.name ?? null }],
  },
  asynchronous: {
    label: 'Always open',
    inputs: { asynchronous: { label: 'Always open: an asynchronous online course' } },
    words: (isOpen) => (isOpen ? 'Yes' : 'No'),
    read: ({ event }) => event.asynchronous,
    fill: (isOpen) => ({ asynchronous: isOpen ? 'yes' : '' }),
    exported: [],
  },
  startsOn: {
    ...text('startsOn', { label: 'Start date', called: 'The start date' }),
    printed: true,
    words: formatDay,
  },
  endsOn: { ...text('endsOn', { label: 'End date', called: 'The end date' }), printed: true, words: formatDay },
  startsAt: { ...time('startsAt', { label: 'Start time', called: 'The start time' }), addedLater: true },
  endsAt: { ...time('endsAt', { label: 'End time', called: 'The end time' }), addedLater: true },
  location: {
    label: 'Location',
    inputs: {
      locationKind: { label: 'Where does the event take place?' },
      city: { label: 'City', called: 'The city', max: 80 },
      state: { label: 'State or territory' },
      zip: { label: 'ZIP code' },
    },
    printed: true,
    words: placeLine,
    identity: placeLine,
    read: ({ event }) => locationOf(event),
    fill: (location) =>
      location.kind === 'online'
        ? { locationKind: 'online', city: '', state: DEFAULT_STATE, zip: '' }
        : { locationKind: 'in_person', city: location.city, state: location.state, zip: location.zip },
    searched: ({ city }) => city ?? 'online',
    exported: [
      { header: 'Location', value: ({ locationKind }) => (locationKind === 'online' ? 'Online' : 'In person') },
      { header: 'City', value: ({ city }) => city },
      { header: 'State', value: ({ state }) => state },
      { header: 'ZIP', value: ({ zip }) => zip },
    ],
  },
  hours: {
    ...text('hours', { label: 'Hours of instruction' }),
    printed: true,
    // `6.00` hours are `6`.
    tidy: unitsOf,
    exported: [{ header: 'Hours of instruction', value: ({ hours }) => unitsOf(hours) }],
  },
  agenda: {
    label: 'Agenda',
    inputs: { agenda: { label: 'Agenda' } },
    words: (agenda) => agenda.map(agendaLine).join('\n') || null,
    identity: (agenda) => agenda.map((row) => [row.heldOn, row.startsAt, row.endsAt, row.title, row.counts]),
    read: ({ agenda }) => agenda,
    fill: (agenda) =>
      withAgendaRows(
        {},
        agenda.map((item) => ({ ...item, counts: item.counts ? 'yes' : 'no' })),
      ),
    exported: [],
  },
} satisfies { [Name in ContentField]: Field<Name> };

/** The fields of an event, in the order of the form. Comparisons, the history and emails have the same order. */
export const FIELDS: { readonly [Name in ContentField]: Field<Name> } = TABLE;

export const FIELD_NAMES = Object.keys(TABLE) as ContentField[];

/** The fields that the certificate shows. */
export type PrintedField = {
  [Name in ContentField]: (typeof TABLE)[Name] extends { printed: true } ? Name : never;
}[ContentField];

export type InputName = { [Name in ContentField]: keyof (typeof TABLE)[Name]['inputs'] }[ContentField];

/** The inputs of all fields, in the order of the form. */
export const INPUTS = Object.assign({}, ...FIELD_NAMES.map((name) => TABLE[name].inputs)) as Record<InputName, Input>;

export const INPUT_NAMES = Object.keys(INPUTS) as InputName[];

/** Returns how sentences about an input begin. */
export function calledOf(name: InputName): string {
  const { called } = INPUTS[name];
  if (called === undefined) throw new Error(`sentences about ${name} have no beginning`);
  return called;
}

/** Returns what the rules for a text need to know about it. */
export function limitsOf(name: InputName): { label: string; max: number } {
  const { max } = INPUTS[name];
  if (max === undefined) throw new Error(`${name} has no limit`);
  return { label: calledOf(name), max };
}

/** Returns the columns of an exported list for these fields. */
export function exported(...names: readonly ContentField[]): CsvColumn<ExportedEvent>[] {
  return names.flatMap((name) => FIELDS[name].exported);
}

export function placeLine(location: EventLocation): string {
  return location.kind === 'online' ? 'Online' : `${location.city}, ${location.state} ${location.zip}`;
}

function agendaLine({ heldOn, startsAt, endsAt, title, counts }: AgendaItem): string {
  const when = `${formatDay(heldOn)}, ${formatTime(startsAt)} to ${formatTime(endsAt)}`;
  return `${when}: ${title}${counts ? '' : ' (does not count)'}`;
}

/** Whatever it is called now, it is the same conference; one that does not exist yet is known by its name. */
function conferenceKey(conference: NamedConference | null): string {
  if (conference === null) return '';
  return conference.id === null ? `new ${searchable(conference.name)}` : String(conference.id);
}

/** Requests and audit entries from before conferences were records have the bare name. */
function conferenceName(conference: NamedConference | string | null): string | null {
  return typeof conference === 'string' ? conference : (conference?.name ?? null);
}
