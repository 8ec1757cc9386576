type Page = 'conference' | 'link' | 'roster' | 'check-in' | 'history';

const PAGES: { page: Page; label: string; path: string; changing?: boolean }[] = [
  { page: 'conference', label: 'Conference', path: '' },
  { page: 'roster', label: 'Roster', path: '/roster' },
  { page: 'check-in', label: 'Check-in', path: '/check-in', changing: true },
  { page: 'link', label: 'Attendee link', path: '/link' },
  { page: 'history', label: 'History', path: '/history' },
];

type Props = {
  conferenceId: number;
  current: Page;
  /** True on a page below that one, whose entry is then still a link. */
  below?: boolean;
  mayChange: boolean;
};

/** Links the main pages of a conference with each other; appears under the heading of each of them. */
export function ConferenceNav({ conferenceId, current, below, mayChange }: Props) {
  return (
    <nav aria-label="This conference" className="event-nav">
      <ul>
        {PAGES.filter(({ changing }) => mayChange || !changing).map(({ page, label, path }) => (
          <li key={page}>
            {page === current && !below ? (
              <span aria-current="page">{label}</span>
            ) : (
              <a href={`/conferences/${conferenceId}${path}`} aria-current={page === current ? 'true' : undefined}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
