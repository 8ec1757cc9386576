type Page = 'link' | 'roster' | 'check-in';

const PAGES: { page: Page; label: string; changing?: boolean }[] = [
  { page: 'link', label: 'Attendee link' },
  { page: 'roster', label: 'Roster' },
  { page: 'check-in', label: 'Check-in', changing: true },
];

type Props = {
  conferenceId: number;
  current: Page;
  /** True on a page below that one, whose entry is then still a link. */
  below?: boolean;
  mayChange: boolean;
};

/** Links the pages of a conference that are about its attendees. */
export function ConferenceNav({ conferenceId, current, below, mayChange }: Props) {
  const href = `/conferences/${conferenceId}`;
  return (
    <nav aria-label="This conference" className="event-nav">
      <ul>
        <li>
          <a href={href}>Conference</a>
        </li>
        {PAGES.filter(({ changing }) => mayChange || !changing).map(({ page, label }) => (
          <li key={page}>
            {page === current && !below ? (
              <span aria-current="page">{label}</span>
            ) : (
              <a href={`${href}/${page}`} aria-current={page === current ? 'true' : undefined}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
