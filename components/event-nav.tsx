type EventPage = {
  page: 'event' | 'attendees' | 'certificates' | 'share' | 'evaluation' | 'report';
  label: string;
  /** After `/events/…`. */
  path: string;
  /** Left out for viewers and staff, for whom the page has nothing. */
  changing?: boolean;
};

/** The pages of an event, in the order in which one needs them. A page that is not here yet has no line. */
const EVENT_PAGES: EventPage[] = [
  { page: 'event', label: 'Event', path: '' },
  { page: 'report', label: 'Record certificates', path: '/report', changing: true },
];

type EventNavProps = {
  eventId: number;
  /** The page on which it stands; a page below one of them names that one. */
  current: EventPage['page'];
  mayChange: boolean;
};

/** From one page of an event to the others; stands under the heading of each of them. */
export function EventNav({ eventId, current, mayChange }: EventNavProps) {
  return (
    <nav aria-label="This event" className="event-nav">
      <ul>
        {EVENT_PAGES.filter(({ changing }) => mayChange || !changing).map(({ page, label, path }) => (
          <li key={page}>
            <a href={`/events/${eventId}${path}`} aria-current={page === current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
