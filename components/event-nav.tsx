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
  { page: 'attendees', label: 'Attendees', path: '/attendees' },
  { page: 'certificates', label: 'Certificates', path: '/certificates' },
  { page: 'share', label: 'Share links', path: '/share' },
  { page: 'evaluation', label: 'Evaluation', path: '/evaluation' },
  { page: 'report', label: 'Record certificates', path: '/report', changing: true },
];

type EventNavProps = {
  eventId: number;
  /** The page on which it stands. */
  current: EventPage['page'];
  /** It stands on a page below that one, which is then still a link. */
  below?: boolean;
  mayChange: boolean;
};

/** From one page of an event to the others; stands under the heading of each of them. */
export function EventNav({ eventId, current, below, mayChange }: EventNavProps) {
  return (
    <nav aria-label="This event" className="event-nav">
      <ul>
        {EVENT_PAGES.filter(({ changing }) => mayChange || !changing).map(({ page, label, path }) => (
          <li key={page}>
            {page === current && !below ? (
              <span aria-current="page">{label}</span>
            ) : (
              <a href={`/events/${eventId}${path}`} aria-current={page === current ? 'true' : undefined}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
