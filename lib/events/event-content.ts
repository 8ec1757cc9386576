import { formatDay } from '@/lib/platform/days';
import { formatTime } from './agenda';
import type { AgendaItem, EventLocation, ProviderEvent } from './event';
import type { EventInput } from './event-input';
import { unitsOf } from './rules';

/** What people enter for an event, apart from what has happened to it. */
export type EventContent = EventInput;
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
  agenda: 'Agenda',
};

const FIELDS = Object.keys(CONTENT_LABELS) as ContentField[];

/** Returns the content of a saved event as the form writes it: `6.00` hours are `6`. */
export function contentOf(event: ProviderEvent): EventContent {
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
    agenda,
  };
}

/** Returns the same text for equal values: fields that differ only in the order of their keys are equal. */
function comparable(content: EventContent, field: ContentField): string {
  switch (field) {
    case 'location':
      return placeLine(content.location);
    case 'agenda':
      return JSON.stringify(content.agenda.map((row) => [row.heldOn, row.startsAt, row.endsAt, row.title, row.counts]));
    default:
      return JSON.stringify(content[field]);
  }
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
    case 'location':
      return placeLine(content.location);
    case 'agenda':
      return content.agenda.map(agendaLine).join('\n') || null;
    default:
      return content[field];
  }
}

/** Returns the old and new values of the changed fields, for the audit log. */
export function changesOf(before: EventContent, after: EventContent, fields: readonly ContentField[]) {
  return Object.fromEntries(fields.map((field) => [field, { before: before[field], after: after[field] }]));
}
