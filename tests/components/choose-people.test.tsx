import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChoosePeopleForm } from '@/components/certificates/choose-people-form';
import type { DueAttendee } from '@/lib/certificates/list/list-certificates';

const people = ['Kari O’Leary', 'Thomas Rask', 'Dana Whitehorse'].map(
  (name, index) => ({ id: index + 1, name, school: '', email: null }) as unknown as DueAttendee,
);

function show() {
  render(
    <ChoosePeopleForm
      action={async (before) => before}
      requestKey="key"
      people={people}
      isSigned
      cancelHref="/events/1"
    />,
  );
}

/** Returns the checkbox of a person, also while a search hides it. */
const box = (name: RegExp) => screen.getByText(name).closest('label')!.querySelector('input')!;

test('a search shows the people with the words, without case and apostrophes, and keeps who is checked', async () => {
  const person = userEvent.setup();
  show();
  await person.click(box(/Dana/));
  await person.type(screen.getByRole('searchbox'), 'OLEARY');
  expect(box(/Kari/)).toBeVisible();
  expect(box(/Thomas/)).not.toBeVisible();
  expect(box(/Dana/)).toBeVisible();
});

test('checking everyone checks the people shown, and nobody out of sight', async () => {
  const person = userEvent.setup();
  show();
  await person.type(screen.getByRole('searchbox'), 'rask');
  await person.click(screen.getByRole('checkbox', { name: 'Check everyone shown' }));
  expect(box(/Thomas/)).toBeChecked();
  expect(box(/Kari/)).not.toBeChecked();
  await person.clear(screen.getByRole('searchbox'));
  expect(box(/Kari/)).toBeVisible();
});
