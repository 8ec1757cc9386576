import type { NamedConference } from '@/lib/conferences/conference';
import { formatDay } from '@/lib/platform/days';
import { searchable } from '@/lib/platform/text';
import { formatTime } from './agenda';
import type { AgendaItem, EventLocation, ProviderEvent } from './event';
import type { EventInput } from './event-input';
import { unitsOf } from './rules';

/** What people enter for an event, apart from what has happened to it; its conference by name, for people to read. */
export type EventContent = Omit<EventInput, 'conference'> & { conference: NamedConference | null };
/** The content of a saved event, whose conference exists. */
export type SavedContent = EventContent & { conference: { id: number; name: string } | null };

export type ContentField = keyof EventContent;

/** In the order and the words of the form. */
export const CONTENT_LABELS: Record<ContentField, string> = {
  title: 'Title',
  instructor: 'Instructor',
  description: 'Description',
  categoryIds: 'Event categories',
  asynchronous: 'Always open',
  startsOn: 'Start date',
  endsOn: 'End date',
  location: 'Location',
  hours: 'Hours of instruction',
  conference: 'Conference',
  ownNumber: 'Your own number',
  room: 'Room',
  track: 'Track',
  startsAt: 'Start time',
  endsAt: 'End time',
  agenda: 'Agenda',
};

const FIELDS = Object.keys(CONTENT_LABELS) as ContentField[];

/** Returns the content of a saved event as the form writes it: `6.00` hours are `6`. */
export function contentOf(event: ProviderEvent): SavedContent {
  const {
    title,
    instructor,
    description,
    categoryIds,
    startsOn,
    endsOn,
    asynchronous,
    location,
    hours,
    agenda,
    conference,
    ownNumber,
    room,
    track,
    startsAt,
    endsAt,
  } = event;
  return {
    title,
    instructor,
    description,
    categoryIds: categoryIds.toSorted((a, b) => a - b),
    startsOn,
    endsOn,
    asynchronous,
    location,
    hours: unitsOf(hours),
    conference,
    ownNumber,
    room,
    track,
    startsAt,
    endsAt,
    agenda,
  };
}

/** Returns the same text for equal values: fields that differ only in the order of their keys are equal. */
function comparable(content: EventContent, field: ContentField): string {
  switch (field) {
    case 'location':
      return placeLine(content.location);
    case 'conference':
      return conferenceKey(content.conference);
    case 'agenda':
      return JSON.stringify(content.agenda.map((row) => [row.heldOn, row.startsAt, row.endsAt, row.title, row.counts]));
    default:
      return JSON.stringify(content[field]);
  }
}

/** Whatever it is called now, it is the same conference; one that does not exist yet is known by its name. */
function conferenceKey(conference: NamedConference | null): string {
  if (conference === null) return '';
  return conference.id === null ? `new ${searchable(conference.name)}` : String(conference.id);
}

export function changedFields(before: EventContent, after: EventContent): ContentField[] {
  return FIELDS.filter((field) => comparable(before, field) !== comparable(after, field));
}

export function placeLine(location: EventLocation): string {
  return location.kind === 'online' ? 'Online' : `${location.city}, ${location.state} ${location.zip}`;
}

function agendaLine({ heldOn, startsAt, endsAt, title, counts }: AgendaItem): string {
  const when = `${formatDay(heldOn)}, ${formatTime(startsAt)} to ${formatTime(endsAt)}`;
  return `${when}: ${title}${counts ? '' : ' (does not count)'}`;
}

/** Describes a field in words for comparing two versions side by side; null when it is empty. */
export function describeField(
  content: EventContent,
  field: ContentField,
  categoryNames: ReadonlyMap<number, string>,
): string | null {
  switch (field) {
    case 'categoryIds':
      return content.categoryIds.map((id) => categoryNames.get(id) ?? `Category ${id}`).join('\n') || null;
    case 'asynchronous':
      return content.asynchronous ? 'Yes' : 'No';
    case 'startsOn':
    case 'endsOn':
      return formatDay(content[field]);
    case 'startsAt':
    case 'endsAt':
      return content[field] && formatTime(content[field]);
    case 'location':
      return placeLine(content.location);
    case 'agenda':
      return content.agenda.map(agendaLine).join('\n') || null;
    case 'conference':
      return conferenceName(content.conference);
    default:
      return content[field];
  }
}

/** Requests and audit entries from before conferences were records have the bare name. */
function conferenceName(conference: NamedConference | string | null): string | null {
  return typeof conference === 'string' ? conference : (conference?.name ?? null);
}

/** Returns the old and new values of the changed fields, for the audit log. */
export function changesOf(before: EventContent, after: EventContent, fields: readonly ContentField[]) {
  return Object.fromEntries(fields.map((field) => [field, { before: before[field], after: after[field] }]));
}
