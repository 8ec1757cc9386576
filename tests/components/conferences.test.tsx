import { render, screen, within } from '@testing-library/react';
import { ConferenceTable } from '@/components/conferences/conference-table';
import { ConferenceWork } from '@/components/conferences/conference-work';
import { SessionTable } from '@/components/conferences/session-table';
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
