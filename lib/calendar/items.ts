import { momentOf } from '@/lib/attendees/attendance/moments';
import { unitsOf } from '@/lib/events/rules';
import { timesInWords } from '@/lib/events/slots';
import type { Day } from '@/lib/platform/clock';
import { formatDays } from '@/lib/platform/days';
import type { CalendarItem, When } from './ical';
import { countDueOn, isLong, owesCount } from './rules';

/** An event as it is read for calendars outside of PDUPS. */
export type EventForCalendar = {
  id: number;
  title: string;
  instructor: string;
  startsOn: Day;
  endsOn: Day;
  startsAt: string | null;
  endsAt: string | null;
  room: string | null;
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

/** Returns what the provider's own calendar has about an event: when it is, and the day on which its count is due (M9). */
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
      when: wholeDay(dueOn),
    },
  ];
}

/** Returns when an event is. A long one has its first and its last day only, so that it does not fill every day. */
export function itemsOfEvent(event: EventForCalendar, { url, host }: Where): CalendarItem[] {
  const { id, title, startsOn, endsOn } = event;
  const shared = common(event);
  const location = event.room ? `${event.room}, ${shared.location}` : shared.location;
  const item = { ...shared, location, description: descriptionOf(event), url };
  if (!isLong(event)) {
    return [{ ...item, uid: `event-${id}@${host}`, summary: title, when: whenOf(event) }];
  }
  return [
    {
      ...item,
      uid: `event-${id}-first@${host}`,
      summary: `First day: ${title}`,
      when: wholeDay(startsOn),
    },
    { ...item, uid: `event-${id}-last@${host}`, summary: `Last day: ${title}`, when: wholeDay(endsOn) },
  ];
}

const wholeDay = (day: Day): When => ({ firstDay: day, lastDay: day });

/** Returns the moments of an event with times, which has one day; the days of any other. */
function whenOf({ startsOn, endsOn, startsAt, endsAt }: EventForCalendar): When {
  const days = { firstDay: startsOn, lastDay: endsOn };
  if (!startsAt || !endsAt || startsOn !== endsOn) return days;
  const [from, to] = [new Date(momentOf(startsOn, startsAt)), new Date(momentOf(endsOn, endsAt))];
  // In spring, clocks skip an hour, and times in it can end before they start.
  return from < to ? { from, to } : days;
}

function common({ version, decisions, revisedAt, canceledAt, ...event }: EventForCalendar) {
  return {
    location: event.locationKind === 'online' ? 'Online' : `${event.city}, ${event.state}`,
    revisedAt,
    revision: version - 1 + decisions,
    canceled: canceledAt !== null,
  };
}

function descriptionOf(event: EventForCalendar): string {
  const { startsOn, endsOn, hours, instructor, providerName, providerPhone } = event;
  const units = unitsOf(hours);
  const times = timesInWords(event);
  return [
    times ? `${formatDays(startsOn, endsOn)}, ${times} MT` : formatDays(startsOn, endsOn),
    `Instructor: ${instructor}`,
    `${units} professional development unit${units === '1' ? '' : 's'} (PDU)`,
    `${providerName}, ${providerPhone}`,
  ].join('\n');
}
