import { afterAgendaButton, agendaRowsOf } from '@/lib/events/agenda-form';
import { lastDayOfCourse } from '@/lib/events/asynchronous';
import { addYears } from '@/lib/platform/days';
import { postedAgenda } from '../support/event-form';

const values = {
  title: 'Kept',
  ...postedAgenda(['2026-05-03', '09:00', '10:00', 'One'], ['2026-05-04', '', '', 'Two', 'no']),
};

test('adding a row keeps everything and suggests the day of the last row', () => {
  const after = afterAgendaButton({ ...values, agendaChange: 'add' })!;
  expect(after).toMatchObject({ title: 'Kept', agendaTitle: ['One', 'Two', ''], agendaCounts: ['yes', 'no', 'yes'] });
  expect(agendaRowsOf(after)[2]!.heldOn).toBe('2026-05-04');
  expect(after).not.toHaveProperty('agendaChange');
});

test('removing a row takes that row only', () => {
  expect(afterAgendaButton({ ...values, agendaChange: 'remove-0' })).toMatchObject({ agendaTitle: ['Two'] });
  expect(afterAgendaButton({ ...values, agendaChange: 'remove-x' })).toMatchObject({ agendaTitle: ['One', 'Two'] });
});

test('a save is not a change of the agenda', () => {
  expect(afterAgendaButton(values)).toBeNull();
});

test('no more rows are added than can be saved', () => {
  const full = postedAgenda(...Array.from({ length: 60 }, () => ['', '', '', 'x'] as [string, string, string, string]));
  expect(agendaRowsOf(afterAgendaButton({ ...full, agendaChange: 'add' })!)).toHaveLength(60);
});

test.each(['2026-05-03', '2027-02-28', '2028-02-29', '2027-03-01', '2026-12-31'])(
  'the last day of a course that starts on %s is a year later by the calendar',
  (day) => {
    expect(lastDayOfCourse(day)).toBe(addYears(day, 1));
  },
);
