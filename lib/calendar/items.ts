import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { formatDays } from '@/lib/platform/days';
import type { CalendarItem } from './ical';
import { countDueOn, isLong, owesCount } from './rules';

/** An event as it is read for calendars outside of PDUPS. */
export type EventForCalendar = {
  id: number;
  title: string;
  instructor: string;
  startsOn: Day;
  endsOn: Day;
  hours: string;
  locationKind: 'online' | 'in_person';
  city: string | null;
  state: string | null;
  certificateCount: number | null;
  canceledAt: Date | null;
  version: number;
  /** How often it was canceled or restored. */
  decisions: number;
  revisedAt: Date;
  providerName: string;
  providerPhone: string;
};

/** Where the items lead, and the host that makes their ids unique. */
type Where = { url: string; host: string };

/** Returns what the provider's own calendar has about an event: its days, and the day on which its count is due (M9). */
export function itemsForProvider(event: EventForCalendar, { appUrl }: { appUrl: string }): CalendarItem[] {
  const host = new URL(appUrl).host;
  const items = itemsOfEvent(event, { url: `${appUrl}/events/${event.id}`, host });
  if (!owesCount(event)) return items;
  const dueOn = countDueOn(event);
  return [
    ...items,
    {
      ...common(event),
      uid: `event-${event.id}-count@${host}`,
      summary: `Count due: ${event.title}`,
      description:
        'Record how many certificates you issued. Record 0 if you issued none. A missing count can cost an educator the license renewal.',
      url: `${appUrl}/events/${event.id}/report`,
      firstDay: dueOn,
      lastDay: dueOn,
    },
  ];
}

/** Returns an event's days. A long one has its first and its last day only, so that it does not fill every day. */
export function itemsOfEvent(event: EventForCalendar, { url, host }: Where): CalendarItem[] {
  const { id, title, startsOn, endsOn } = event;
  const item = { ...common(event), description: descriptionOf(event), url };
  if (!isLong(event)) {
    return [{ ...item, uid: `event-${id}@${host}`, summary: title, firstDay: startsOn, lastDay: endsOn }];
  }
  return [
    {
      ...item,
      uid: `event-${id}-first@${host}`,
      summary: `First day: ${title}`,
      firstDay: startsOn,
      lastDay: startsOn,
    },
    { ...item, uid: `event-${id}-last@${host}`, summary: `Last day: ${title}`, firstDay: endsOn, lastDay: endsOn },
  ];
}

function common({ version, decisions, revisedAt, canceledAt, ...event }: EventForCalendar) {
  return {
    location: event.locationKind === 'online' ? 'Online' : `${event.city}, ${event.state}`,
    revisedAt,
    revision: version - 1 + decisions,
    canceled: canceledAt !== null,
  };
}

function descriptionOf({ startsOn, endsOn, hours, instructor, providerName, providerPhone }: EventForCalendar): string {
  const units = unitsOf(hours);
  return [
    formatDays(startsOn, endsOn),
    `Instructor: ${instructor}`,
    `${units} professional development unit${units === '1' ? '' : 's'} (PDU)`,
    `${providerName}, ${providerPhone}`,
  ].join('\n');
}
