import { render, screen, within } from '@testing-library/react';
import { CheckBeforeIssuing } from '@/components/conferences/check-before-issuing';
import { CheckFirst } from '@/components/conferences/check-first';
import { ConferenceTable } from '@/components/conferences/conference-table';
import { ConferenceWork } from '@/components/conferences/conference-work';
import { SessionTable } from '@/components/conferences/session-table';
import { DuplicatesOfSessions } from '@/components/duplicates/duplicates-of-sessions';
import type { SessionPreview } from '@/lib/whole-conference/preview-issuing';
import type { Session } from '@/lib/whole-conference/sessions';
import type { ConferenceTotals } from '@/lib/whole-conference/view-conference';

const session: Session = {
  id: 7,
  version: 1,
  title: 'Sky days: Robotics',
  conference: 'Sky days',
  instructor: 'Zoë Ñandú',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  startsAt: '13:00',
  endsAt: '14:15',
  room: 'B 12',
  track: 'Science',
  hours: '1.25',
  certificateCount: null,
  issuedCount: 3,
  reportedIssued: null,
  countDiffers: false,
  canceledAt: null,
  isSigned: false,
  attendees: 9,
  completed: 5,
  due: 2,
  state: 'count-due',
};

const row = () => screen.getByRole('row', { name: /Robotics/ });

test('a session shows when and where, its roster, certificates, signature and count', () => {
  render(<SessionTable sessions={[session]} caption="1 session" />);
  expect(screen.getByRole('rowheader')).toHaveTextContent('RoboticsZoë Ñandú');
  for (const words of ['May 3, 2026, 1:00 PM to 2:15 PM', 'B 12 · Science', '1.25', '5 of 9', '2 to issue']) {
    expect(row()).toHaveTextContent(words);
  }
  // Blank is never zero.
  expect(within(row()).getByText('Not recorded')).toBeInTheDocument();
  expect(within(row()).getByText('No')).toBeInTheDocument();
});

test('a count of zero, and one that no longer fits, are said', () => {
  const zero = { ...session, certificateCount: 0, reportedIssued: 0, countDiffers: true, state: 'reported' as const };
  render(<SessionTable sessions={[{ ...zero, isSigned: true, startsAt: null, endsAt: null }]} caption="1 session" />);
  expect(row()).toHaveTextContent('0More issued since');
  expect(row()).not.toHaveTextContent('PM');
});

const totals: ConferenceTotals = {
  sessions: 12,
  canceled: 0,
  attendees: 40,
  completed: 30,
  due: 0,
  toIssue: 0,
  issued: 0,
  signed: 12,
  counted: 12,
  certificates: 30,
  countsToRecord: 0,
};

const links = () => screen.queryAllByRole('link').map((link) => link.textContent);

test('only what is needed is offered, and signing only to people who sign', () => {
  const { rerender } = render(<ConferenceWork conferenceId={3} totals={totals} maySign mayIssue />);
  expect(links()).toEqual([]);
  const open = { ...totals, signed: 10, due: 3, toIssue: 1, issued: 4, countsToRecord: 1 };
  rerender(<ConferenceWork conferenceId={3} totals={open} maySign mayIssue />);
  expect(links()).toEqual(['Record 1 count', 'Sign 2 sessions', 'Issue 1 certificate', 'Email the certificates']);
  expect(screen.getByRole('link', { name: 'Sign 2 sessions' })).toHaveAttribute('href', '/events/sign?conference=3');
  rerender(<ConferenceWork conferenceId={3} totals={open} maySign={false} mayIssue={false} />);
  expect(links()).toEqual(['Record 1 count', 'Email the certificates']);
});

test('the list says what is missing, and whose a conference is only to staff', () => {
  const conference = {
    id: 3,
    providerName: 'Big Sky School District',
    name: 'Sky days',
    startsOn: '2026-05-03',
    endsOn: '2026-05-04',
    place: '',
    closedAt: null,
    sessions: 12,
    countsDue: 3,
  };
  const closed = { ...conference, id: 2, name: 'River days', closedAt: new Date(0), countsDue: 0 };
  const { rerender } = render(<ConferenceTable conferences={[conference, closed]} withProvider={false} />);
  expect(screen.getByRole('row', { name: /Sky days/ })).toHaveTextContent('3 counts due');
  expect(screen.getByRole('row', { name: /River days/ })).toHaveTextContent('Closed');
  expect(screen.queryByText('Big Sky School District')).not.toBeInTheDocument();
  rerender(<ConferenceTable conferences={[conference]} withProvider />);
  expect(screen.getByText('Big Sky School District')).toBeInTheDocument();
});

const preview: SessionPreview = {
  eventId: 7,
  title: 'Sky days: Robotics',
  conference: 'Sky days',
  due: 20,
  unsigned: 0,
  units: '1.25',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  byUnits: [{ units: '1.25', people: 20 }],
  otherUnits: 0,
  unusual: 0,
  duplicates: 0,
  runsUntil: null,
};
const wrong: SessionPreview = {
  ...preview,
  eventId: 8,
  title: 'Sky days: Stories',
  unsigned: 20,
  otherUnits: 1,
  unusual: 2,
  duplicates: 4,
  runsUntil: '2026-05-04',
};

describe('before the certificates of a conference are issued', () => {
  const show = (sessions: SessionPreview[], unusual: { id: number; name: string; about: string }[] = []) =>
    render(
      <CheckBeforeIssuing
        conferenceId={3}
        sessions={sessions}
        unusual={unusual}
        unusualCount={unusual.length}
        maySign
      />,
    );

  test('nothing is said when nothing looks wrong', () => {
    const { container } = show([preview]);
    expect(container).toBeEmptyDOMElement();
  });

  test('everything that looks wrong is said above the button, with links to the sessions', () => {
    const name = { id: 1, name: 'ANA REDFERN', about: 'All in one case · Stories' };
    show([preview, wrong], [name, { ...name, id: 2, name: 'BO LIGHT' }]);
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    for (const words of [
      '1 session is not over',
      '2 names look misspelled',
      '4 possible duplicates',
      '1 certificate has other PDUs',
      '1 session is not signed',
    ]) {
      expect(items).toContainEqual(expect.stringContaining(words));
    }
    expect(screen.queryByRole('link', { name: 'Robotics' })).not.toBeInTheDocument();
    const pages = screen.getAllByRole('link', { name: 'Stories' }).map((link) => link.getAttribute('href'));
    expect(pages).toEqual(
      ['', '/certificates/issue-all', '/attendees/duplicates', '/attendees', '/certificates'].map(
        (page) => `/events/8${page}`,
      ),
    );
    expect(screen.getByRole('link', { name: 'Sign the sessions first' })).toHaveAttribute(
      'href',
      '/events/sign?conference=3',
    );
    expect(screen.getByText('ANA REDFERN')).toBeInTheDocument();
  });

  test('many sessions are counted instead of named', () => {
    show(Array.from({ length: 7 }, (_, index) => ({ ...wrong, eventId: index + 1, unusual: 0 })));
    expect(screen.getAllByText(/and 2 more in the table above/).length).toBe(4);
  });

  test('the row of a session leads to what looks wrong with it', () => {
    const { rerender } = render(<CheckFirst session={wrong} />);
    const words = screen.getAllByRole('link').map(({ textContent }) => textContent);
    expect(words).toEqual([
      'Runs until May 4, 2026',
      '2 names to check',
      '4 possible duplicates',
      '1 person with other PDUs',
    ]);
    rerender(<CheckFirst session={preview} />);
    expect(screen.getByText('Nothing')).toBeInTheDocument();
  });
});

test('possible duplicates of all sessions are counted, with a link to those of each', () => {
  const sessions = [
    { id: 7, title: 'Robotics' },
    { id: 8, title: 'Stories' },
  ];
  const { container, rerender } = render(<DuplicatesOfSessions sessions={sessions} counts={new Map([[8, 4]])} />);
  expect(screen.getByText('Stories').closest('li')).toHaveTextContent('Stories: 4 possible duplicates');
  expect(screen.getByRole('link', { name: '4 possible duplicates' })).toHaveAttribute(
    'href',
    '/events/8/attendees/duplicates',
  );
  expect(screen.queryByText('Robotics')).not.toBeInTheDocument();
  rerender(<DuplicatesOfSessions sessions={sessions} counts={new Map()} />);
  expect(container).toBeEmptyDOMElement();
});
