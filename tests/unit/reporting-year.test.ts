import { reportingYear, reportingYearOf } from '@/lib/events/reporting-year';

test('the reporting year begins on July 1 and ends on June 30', () => {
  expect(reportingYearOf('2026-06-30').start).toBe(2025);
  expect(reportingYearOf('2026-07-01').start).toBe(2026);
  expect(reportingYear(2026)).toMatchObject({ from: '2026-07-01', to: '2027-06-30', label: '2026–27' });
  expect(reportingYear(1999).label).toBe('1999–00');
});

test('its months are in order', () => {
  const { months } = reportingYear(2026);
  expect(months).toHaveLength(12);
  expect([months[0], months[5], months[6], months[11]]).toEqual(['2026-07', '2026-12', '2027-01', '2027-06']);
});
