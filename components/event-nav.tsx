import { whyCanceled } from '@/lib/events/rules';
import { Notice } from './notice';

type EventPage = {
  page: 'event' | 'attendees' | 'certificates' | 'share' | 'evaluation' | 'report' | 'history';
  label: string;
  /** The part after `/events/…`. */
  path: string;
  /** Omitted for viewers and staff, who can do nothing on the page. */
  changing?: boolean;
};

/** The pages of an event, in the order in which people need them. A page that does not exist yet is not listed. */
const EVENT_PAGES: EventPage[] = [
  { page: 'event', label: 'Event', path: '' },
  { page: 'attendees', label: 'Attendees', path: '/attendees' },
  { page: 'certificates', label: 'Certificates', path: '/certificates' },
  { page: 'share', label: 'Share links', path: '/share' },
  { page: 'evaluation', label: 'Evaluation', path: '/evaluation' },
  { page: 'report', label: 'Record count', path: '/report', changing: true },
  { page: 'history', label: 'History', path: '/history' },
];

type EventNavProps = {
  event: { id: number; canceledAt: Date | null };
  /** The page that it appears on. */
  current: EventPage['page'];
  /** True on a page below that one, whose entry is then still a link. */
  below?: boolean;
  mayChange: boolean;
};

/**
 * Links the pages of an event with each other; appears under the heading of each of them. Every page of a canceled event
 * says so; the event's own page also says why.
 */
export function EventNav({ event, current, below, mayChange }: EventNavProps) {
  const canceled = whyCanceled(event);
  const pages = EVENT_PAGES.filter(({ changing }) => (mayChange && !canceled) || !changing);
  return (
    <>
      <nav aria-label="This event" className="event-nav">
        <ul>
          {pages.map(({ page, label, path }) => (
            <li key={page}>
              {page === current && !below ? (
                <span aria-current="page">{label}</span>
              ) : (
                <a href={`/events/${event.id}${path}`} aria-current={page === current ? 'true' : undefined}>
                  {label}
                </a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {canceled && (current !== 'event' || below) && (
        <Notice kind="warning">
          {canceled} Nothing can be changed or issued for it. <a href={`/events/${event.id}`}>See why</a>
        </Notice>
      )}
    </>
  );
}
