import { cleanup, render, screen, within } from '@testing-library/react';
import { ReportParts } from '@/components/yearly-documents/annual-report/report-parts';
import { SignReportForm } from '@/components/yearly-documents/annual-report/sign-report-form';
import { SignedReport } from '@/components/yearly-documents/annual-report/signed-report';
import { reportingYear } from '@/lib/events/reporting-year';
import { formValues } from '@/lib/platform/forms/form-values';
import type { OwnReport } from '@/lib/yearly-documents/annual-report/own-report';

const SUMMARY = {
  events: 30,
  units: '187.75',
  certificates: 1503,
  countsDue: 0,
  courses: 0,
  coursesCounted: 0,
  courseCertificates: 0,
};
const CONTACTS = { phone: '(406) 555-0100', mailingAddress: null, primaryContact: 'Kim Li', deputyContact: null };
const FACTS = { summary: SUMMARY, contacts: CONTACTS, agreement: 'received' as const };
const NOTHING = { dueOn: null, received: null };
const REPORT: OwnReport = {
  providerId: 3,
  providerName: 'Big Sky',
  year: reportingYear(2026),
  report: { dueOn: '2027-09-30', received: null },
  agreement: NOTHING,
  facts: FACTS,
  missing: [],
  uncounted: [],
  withoutInterim: [],
  signed: null,
  changes: [],
  takenBack: null,
  statement: 'This is complete.',
};

const AFTER = '2027-07-20';

function show(report: Partial<OwnReport>, { today = AFTER, role = 'manager' } = {}) {
  render(
    <ReportParts
      report={{ ...REPORT, ...report }}
      today={today}
      manages={role === 'manager'}
      records={role !== 'viewer'}
    />,
  );
  const headings = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
  const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  return { headings, hrefs };
}

const withSummary = (summary: Partial<typeof SUMMARY>, agreement: OwnReport['facts']['agreement'] = 'received') => ({
  ...FACTS,
  summary: { ...SUMMARY, ...summary },
  agreement,
});

test('a report that has everything says so, and asks to check the summary and the contacts', () => {
  const { headings } = show({});
  expect(headings).toEqual([
    '1. Yearly agreement Done',
    '2. Events that ended Done',
    '3. Always-open courses on June 30 Done',
    '4. Summary Check this',
    '5. Contacts Check this',
  ]);
  expect(screen.getByText('1,503')).toBeInTheDocument();
});

const MISSING: Partial<OwnReport> = {
  facts: withSummary({ countsDue: 25, courses: 3, coursesCounted: 1 }, 'missing'),
  agreement: { dueOn: '2026-09-30', received: null },
  uncounted: [{ id: 7, title: 'Fractions', endsOn: '2027-05-03' }],
  withoutInterim: [
    { id: 8, title: 'Open one' },
    { id: 9, title: 'Open two' },
  ],
};

test('what is missing leads to the exact form', () => {
  const { headings, hrefs } = show(MISSING);
  expect(headings.slice(0, 3).map((heading) => heading?.endsWith('Missing'))).toEqual([true, true, true]);
  expect(hrefs).toEqual(
    expect.arrayContaining([
      '/our-information/agreement/2026',
      '/events/7/report',
      '/events/counts',
      '/events/8/interim-count',
      '/events/9/interim-count',
      '/our-information/change',
    ]),
  );
  expect(screen.getByText('and 24 more')).toBeInTheDocument();
});

test('people who can’t do it see what is missing without links to forms that would refuse them', () => {
  const { hrefs } = show(MISSING, { role: 'viewer' });
  expect(hrefs.filter((href) => /report$|interim-count|counts|change|agreement\//.test(href!))).toEqual([]);
  expect(screen.getByText('Fractions')).toBeInTheDocument();
});

test('counts up to June 30 come later while the year runs, and can be recorded once it is over', () => {
  const facts = withSummary({ courses: 2 });
  const { withoutInterim } = MISSING;
  const { headings, hrefs } = show({ facts, withoutInterim }, { today: '2027-06-30' });
  expect(headings[2]).toBe('3. Always-open courses on June 30 Later');
  expect(hrefs).not.toContain('/events/8/interim-count');
  cleanup();
  const last = show({ facts, withoutInterim }, { today: '2027-07-01' });
  expect(last.headings[2]).toBe('3. Always-open courses on June 30 Missing');
  expect(last.hrefs).toContain('/events/8/interim-count');
});

test('the form asks for a reason only when something is missing, and sends what the page showed', () => {
  const props = {
    action: async () => ({ values: {}, errors: [] }),
    providerId: 3,
    statement: 'This is complete.',
    shown: '[1]',
    providerName: 'Big Sky',
    maxWhy: 500,
    address: '/annual-report/2026',
  };
  const { container, rerender } = render(<SignReportForm {...props} missing={[]} />);
  const sent = () => formValues(new FormData(container.querySelector('form')!));
  expect(sent()).toEqual({ forProvider: '3', statement: 'This is complete.', shown: '[1]' });
  rerender(<SignReportForm {...props} missing={['1 event has no certificate count.']} />);
  expect(sent()).toMatchObject({ asksWhy: 'yes', whyIncomplete: '' });
  expect(screen.getByRole('textbox', { name: 'Why is something missing?' })).toHaveAccessibleDescription(
    /1 event has no certificate count/,
  );
});

test('a signed report says what was missing and why, and what has changed since then', () => {
  const facts = { ...withSummary({ countsDue: 1 }), whyIncomplete: 'The list was lost.' };
  render(<SignedReport facts={facts} changes={['2 events more', '1 count due fewer']} />);
  expect(screen.getByText(/^2 events more, 1 count due fewer\./)).toBeInTheDocument();
  const missing = screen.getByText('What was missing').parentElement!;
  expect(within(missing).getByText('1 event has no certificate count.')).toBeInTheDocument();
  expect(within(missing).getByText('The list was lost.')).toBeInTheDocument();
});
