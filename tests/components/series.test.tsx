import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { CopiesForm } from '@/components/series/copies-form';
import { DatesForm } from '@/components/series/dates-form';
import { type FormState, type FormValues, formValues } from '@/lib/platform/forms/form-values';
import type { PlannedCopy } from '@/lib/series/preview-copies';

const plain = (startsOn: string, endsOn = startsOn): PlannedCopy => ({
  startsOn,
  endsOn,
  past: false,
  similar: [],
  outsideOf: null,
});

const COPIES: PlannedCopy[] = [
  { ...plain('2026-10-06'), past: true },
  plain('2026-10-13', '2026-10-14'),
  { ...plain('2026-10-20'), similar: [{ id: 12, title: 'Fractions', dates: 'October 20, 2026', place: 'Online' }] },
];

function show(answer: Partial<FormState> = {}) {
  const posted: FormValues[] = [];
  const action = async (_before: FormState, form: FormData): Promise<FormState> => {
    posted.push(formValues(form));
    return { values: formValues(form), errors: [], ...answer };
  };
  const { container } = render(
    <CopiesForm
      action={action}
      address="/events/7/copies"
      requestKey="key"
      stamp="1/0/2"
      copies={COPIES}
      changeHref="/events/7/copies?change=yes"
    />,
  );
  return { posted, container, user: userEvent.setup() };
}

/** jsdom has no layout, so colors are checked in a real browser. */
async function problemsIn(container: Element) {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id }) => id);
}

test('a date that is not one of the conference’s days says so, and stays checked', () => {
  const copies = [{ ...plain('2026-12-01'), outsideOf: 'Sky days' }];
  const action = async () => ({ values: {}, errors: [] });
  const props = { address: '/', requestKey: 'key', stamp: '1', copies, changeHref: '/' };
  render(<CopiesForm action={action} {...props} />);
  const box = screen.getByRole('checkbox', { name: 'Tuesday, December 1, 2026' });
  expect(box).toBeChecked();
  expect(box).toHaveAccessibleDescription(/^Not a session of Sky days ?, because it is not on the conference’s days/);
});

test('dates that need a second look start unchecked and say why', async () => {
  const { container } = show();
  const past = screen.getByRole('checkbox', { name: 'Tuesday, October 6, 2026' });
  expect(past).not.toBeChecked();
  expect(past).toHaveAccessibleDescription(/^This date has passed/);
  expect(screen.getByRole('checkbox', { name: 'Tuesday to Wednesday, October 13–14, 2026' })).toBeChecked();
  const again = screen.getByRole('checkbox', { name: 'Tuesday, October 20, 2026' });
  expect(again).not.toBeChecked();
  expect(again).toHaveAccessibleDescription(/^You already have an event/);
  expect(screen.getByRole('link', { name: /event 12/ })).toHaveAttribute('href', '/events/12');
  expect(await problemsIn(container)).toEqual([]);
});

test('the checked dates are sent with what the summary showed, and stay checked after a refusal', async () => {
  const errors = [{ field: 'attested', message: 'Confirm that this event earns units.' }];
  const { posted, container, user } = show({ errors });
  await user.click(screen.getByRole('checkbox', { name: 'Tuesday, October 20, 2026' }));
  await user.click(screen.getByRole('button', { name: 'Add the checked events' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Confirm that this event earns units.');
  expect(posted).toEqual([
    {
      requestKey: 'key',
      stamp: '1/0/2',
      days: ['2026-10-13', '2026-10-20'],
      confirmed: ['2026-10-06', '2026-10-20'],
    },
  ]);
  expect(screen.getByRole('checkbox', { name: 'Tuesday, October 20, 2026' })).toBeChecked();
  expect(await problemsIn(container)).toEqual([]);
});

test('a problem with the dates is at the top and at its field, and what was chosen is still there', async () => {
  const { container } = render(
    <DatesForm
      address="/events/7/copies"
      cancelHref="/events/7"
      values={{ how: 'weekly', weekdays: ['TU'], from: '2026-10-06', times: '70' }}
      errors={[{ field: 'times', message: 'These are more than 60 dates.' }]}
    />,
  );
  const link = within(screen.getByRole('alert')).getByRole('link', { name: 'These are more than 60 dates.' });
  expect(link).toHaveAttribute('href', '#times');
  expect(screen.getByLabelText('Number of events')).toHaveAccessibleDescription('Error: These are more than 60 dates.');
  expect(screen.getByLabelText('Tuesday')).toBeChecked();
  expect(screen.getByLabelText('Every week, on the same weekdays')).toBeChecked();
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(
    expect.arrayContaining(['First', 'Second', 'Third', 'Fourth', 'Last']),
  );
  expect(await problemsIn(container)).toEqual([]);
});
