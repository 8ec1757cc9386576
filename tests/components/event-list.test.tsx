import { render, screen, within } from '@testing-library/react';
import { EventListView } from '@/components/event-list-view';
import type { EventPage, ListedEvent } from '@/lib/events/list-events';
import { COUNTS_DIFFERING, COUNTS_DUE, type EventListQuery, WHOLE_LIST } from '@/lib/events/list-query';

const upcoming: ListedEvent = {
  id: 7,
  title: 'Teaching fractions',
  instructor: 'Zoë Ñandú',
  startsOn: '2026-05-03',
  endsOn: '2026-05-04',
  location: { kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' },
  hours: '6.50',
  conference: null,
  ownNumber: null,
  certificateCount: null,
  issuedCount: 0,
  reportedIssued: null,
  state: 'upcoming',
  editable: true,
  reportable: false,
};
const owed: ListedEvent = { ...upcoming, id: 8, title: 'Owed', state: 'count-due', editable: false, reportable: true };
const reported: ListedEvent = { ...owed, id: 9, title: 'Reported', state: 'reported', certificateCount: 1204 };
const lastDay: ListedEvent = { ...upcoming, id: 10, title: 'Last day', state: 'running', reportable: true };

const NOTHING_OWED = { events: [], count: 0, orMore: false };

function show({
  events = [upcoming],
  query = WHOLE_LIST,
  mayChange = true,
  notes = [],
  count = NOTHING_OWED,
  differing = 0,
  whyNotAdd = null,
  claims = { events: [], more: false },
  ...page
}: Partial<EventPage> & {
  query?: EventListQuery;
  mayChange?: boolean;
  notes?: string[];
  count?: Parameters<typeof EventListView>[0]['owed'];
  claims?: Parameters<typeof EventListView>[0]['claims'];
  differing?: number;
  whyNotAdd?: string | null;
} = {}) {
  return render(
    <EventListView
      query={query}
      notes={notes}
      page={{ events, next: null, previous: null, total: events.length, conferenceId: null, firstUse: false, ...page }}
      owed={count}
      differing={differing}
      claims={claims}
      categories={[{ id: 2, name: 'Mathematics', retired: false }]}
      mayChange={mayChange}
      whyNotAdd={whyNotAdd}
      maySign={mayChange}
    />,
  );
}

function linksOf(title: string): string[] {
  const row = screen.getByRole('row', { name: new RegExp(title) });
  return within(row)
    .getAllByRole('link')
    .map((link) => `${link.textContent} → ${link.getAttribute('href')}`);
}

test('events with waiting claims are listed above the list, each with their number and a link', () => {
  const claims = {
    events: [
      { eventId: 4, title: 'Reading', waiting: 1 },
      { eventId: 5, title: 'Robots', waiting: 1200 },
    ],
    more: true,
  };
  show({ claims });
  const links = ['Reading', 'Robots'].map((name) => screen.getByRole('link', { name }));
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/events/4/share', '/events/5/share']);
  expect(links.map((link) => link.closest('li')!.textContent)).toEqual([
    'Reading: 1 claim is waiting',
    'Robots: 1,200 claims are waiting',
  ]);
  expect(screen.getByText(/More events appear here/)).toBeInTheDocument();
});

test('when the provider’s standing rules out new events, the list says why and does not offer to add one', () => {
  show({ whyNotAdd: 'Big Sky is on probation.' });
  expect(screen.getByText('Big Sky is on probation.')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Add event' })).toBeNull();
  expect(screen.getByRole('link', { name: /^Edit/ })).toBeInTheDocument();
});

test('a row describes the event, with its title as the row’s heading', () => {
  show();
  const row = screen.getByRole('row', { name: /Teaching fractions/ });
  expect(within(row).getByRole('rowheader')).toHaveTextContent('Teaching fractions');
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['Zoë Ñandú', 'May 3–4, 2026', 'Helena, MT', '6.5', 'Upcoming', '', expect.any(String)]);
});

test('an event that is not over can be edited, and asks for no count', () => {
  show();
  expect(linksOf('Teaching fractions')).toEqual([
    'Teaching fractions → /events/7',
    'Edit → /events/7/edit',
    'Print to PDF → /events/7/certificate',
    'Duplicate → /events/new?from=7',
  ]);
});

test('on its last day an event can be edited and counted', () => {
  show({ events: [lastDay] });
  expect(linksOf('Last day')).toContain('Edit → /events/10/edit');
  expect(linksOf('Last day')).toContain('Record count → /events/10/report');
});

test('an event that owes a count asks for it first, and can no longer be edited', () => {
  show({ events: [owed] });
  expect(linksOf('Owed')).toEqual([
    'Owed → /events/8',
    'Record count → /events/8/report',
    'Print to PDF → /events/8/certificate',
    'Duplicate → /events/new?from=8',
  ]);
});

test('a recorded count is shown and can be corrected', () => {
  show({ events: [reported] });
  expect(screen.getByRole('cell', { name: '1,204' })).toBeInTheDocument();
  expect(linksOf('Reported')).toContain('Correct count → /events/9/report');
});

test('certificates issued or revoked after the count are shown, with the number to record now', () => {
  const more = { ...reported, issuedCount: 1203, reportedIssued: 1200 };
  show({ events: [more, { ...more, id: 11, title: 'Fewer', issuedCount: 1199 }] });
  expect(screen.getByRole('row', { name: /^Reported/ })).toHaveTextContent('1,2043 more issued since');
  expect(linksOf('^Reported')).toContain('Record 1,207 → /events/9/report');
  expect(screen.getByRole('row', { name: /Fewer/ })).toHaveTextContent('1 revoked since');
  expect(linksOf('Fewer')).toContain('Record 1,203 → /events/11/report');
});

test('recorded counts that need another look are announced above the list, with a link', () => {
  const { unmount } = show({ differing: 2 });
  const link = screen.getByRole('link', { name: /2 events had certificates issued or revoked/ });
  expect(link).toHaveAttribute('href', '/events?state=count-differs&sort=end&order=asc');
  unmount();
  show({ differing: 2, query: COUNTS_DIFFERING });
  expect(screen.queryByRole('link', { name: /2 events/ })).not.toBeInTheDocument();
});

test('a session names its conference', () => {
  show({ events: [{ ...upcoming, conference: { id: 3, name: 'Big Sky Educators’ Conference' } }] });
  expect(screen.getByRole('rowheader')).toHaveTextContent('Big Sky Educators’ Conference');
});

test('a list of one conference’s sessions names it once, and links to its page', () => {
  const conference = { id: 3, name: 'Big Sky Educators’ Conference' };
  show({ query: { ...WHOLE_LIST, conference: 'educators' }, conferenceId: 3, events: [{ ...upcoming, conference }] });
  expect(screen.getByRole('rowheader')).not.toHaveTextContent(conference.name);
  expect(screen.getByRole('table', { name: /^Big Sky Educators’ Conference: / })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'The whole conference' })).toHaveAttribute('href', '/conferences/3');
});

test('a viewer can print but change nothing', () => {
  show({ events: [owed], mayChange: false });
  expect(linksOf('Owed')).toEqual(['Owed → /events/8', 'Print to PDF → /events/8/certificate']);
  expect(screen.queryByRole('link', { name: 'Add event' })).not.toBeInTheDocument();
});

test('a heading sorts by its column, and reverses the order when the list is already sorted by it', () => {
  show({ query: { ...WHOLE_LIST, text: 'x', sort: 'title', order: 'asc' } });
  expect(screen.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending');
  expect(screen.getByRole('link', { name: 'Title' })).toHaveAttribute('href', '/events?q=x&sort=title&order=desc');
  expect(screen.getByRole('link', { name: 'PDUs' })).toHaveAttribute('href', '/events?q=x&sort=hours');
});

test('the number of events is shown, and whether there are more', () => {
  const { unmount } = show();
  expect(screen.getByText('1 event, latest start first')).toBeInTheDocument();
  unmount();
  show({ total: null, next: { ...WHOLE_LIST, position: { side: 'after', key: '2026-05-03', id: 7 } } });
  expect(screen.getByText(/1 event on this page/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Next' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/events\?after=/),
  );
});

test('the file contains what the filter finds', () => {
  show({ query: { ...WHOLE_LIST, text: 'fractions' } });
  expect(screen.getByRole('link', { name: /CSV/ })).toHaveAttribute('href', '/events/export?q=fractions');
});

const OWED = {
  events: [{ id: 8, title: 'Owed', endsOn: '2026-05-04', daysOverdue: 1 }],
  count: 1000,
  orMore: true,
};

test('the list says how many events owe a count, and leads to the page that records them all', () => {
  show({ count: OWED });
  expect(screen.getByText('More than 1,000 past events still need a certificate count')).toBeInTheDocument();
  expect(screen.getByText(/The oldest ended May 4, 2026, 1 day ago/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Record the counts' })).toHaveAttribute('href', '/events/counts');
});

test('a viewer is led to the events that owe a count instead', () => {
  show({ count: OWED, mayChange: false });
  expect(screen.getByRole('link', { name: 'Show them' })).toHaveAttribute(
    'href',
    '/events?state=count-due&sort=end&order=asc',
  );
});

test('a session’s title leaves out the name of its conference, which is beside it', () => {
  const session = {
    ...upcoming,
    title: 'Big Sky Conference: Place names',
    conference: { id: 3, name: 'Big Sky Conference' },
  };
  show({ events: [session, { ...session, id: 12, title: 'Big Sky Conference dinner' }] });
  expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
    'Place namesBig Sky Conference',
    'Big Sky Conference dinnerBig Sky Conference',
  ]);
});

test('parts of the address that were ignored are named', () => {
  show({ notes: ['That category does not exist, so events in all categories are shown.'] });
  expect(screen.getByRole('status')).toHaveTextContent('That category does not exist');
});

test('a provider without events sees how to begin', () => {
  show({ events: [], firstUse: true });
  expect(screen.getByRole('heading', { name: 'No events yet' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add your first event' })).toHaveAttribute('href', '/events/new');
  expect(screen.queryByRole('search')).not.toBeInTheDocument();
});

test('a search without a match keeps the search and links back to all events', () => {
  show({ events: [], query: { ...WHOLE_LIST, text: 'zzz' } });
  expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('zzz');
  expect(screen.getByRole('heading', { name: 'No event matches' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Show all events' })).toHaveAttribute('href', '/events');
});

test('nothing owed is good news', () => {
  show({ events: [], query: COUNTS_DUE });
  expect(screen.getByRole('heading', { name: 'No counts are due' })).toBeInTheDocument();
});
