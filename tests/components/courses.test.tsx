import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ContinueCourse } from '@/components/courses/continue-course';
import type { NextEntry } from '@/lib/courses/find-course';
import { formValues } from '@/lib/platform/forms/form-values';

const OWN = { id: 7, printedName: 'Zoë Ñandú', title: 'Director' } as NonNullable<NextEntry['own']>;

const NEXT: NextEntry = {
  asked: 'now',
  startsOn: '2026-07-01',
  endsOn: '2027-06-30',
  stamp: '1/0/3',
  retired: 0,
  similar: [],
  why: null,
  signed: false,
  own: OWN,
  statement: 'Completed.',
  attestation: 'This is planned.',
};

function show(next: Partial<NextEntry>, today = '2026-06-20') {
  const posted: Record<string, unknown>[] = [];
  const action = async (_before: unknown, form: FormData) => {
    posted.push(formValues(form));
    return { values: {}, errors: [] };
  };
  render(
    <ContinueCourse
      endsOn="2026-06-30"
      today={today}
      next={{ ...NEXT, ...next }}
      action={action as never}
      address="/events/1"
    />,
  );
  return { posted, user: userEvent.setup() };
}

test('one button makes the entry, and what it confirms is written above it', async () => {
  const { posted, user } = show({});
  expect(screen.getByText(/July 1, 2026 – June 30, 2027/)).toBeInTheDocument();
  expect(screen.getByText(/This is planned\./)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Make next year’s entry' }));
  expect(posted).toEqual([{ stamp: '1/0/3' }]);
});

test('a signed entry is continued with the person’s signature, or without one by another button', async () => {
  const { posted, user } = show({ signed: true });
  await user.click(screen.getByRole('button', { name: 'Make and sign next year’s entry' }));
  await user.click(screen.getByRole('button', { name: 'Make it without a signature' }));
  const form = { stamp: '1/0/3', signatureId: '7', statement: 'Completed.' };
  expect(posted).toEqual([
    { ...form, signing: 'sign' },
    { ...form, signing: 'unsigned' },
  ]);
});

test('a person without a signature is told so, and can still continue a signed entry', async () => {
  const { posted, user } = show({ signed: true, own: null });
  expect(screen.getByRole('link', { name: 'Set up your signature' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Make next year’s entry without a signature' }));
  expect(posted).toEqual([{ stamp: '1/0/3', signing: 'unsigned' }]);
});

test('an event on the same dates is named, and making the entry anyway says that it was seen', async () => {
  const similar = [{ id: 9, title: 'Maths', dates: '', place: 'Online' }];
  const { posted, user } = show({ similar });
  expect(screen.getByRole('link', { name: 'Maths' })).toHaveAttribute('href', '/events/9');
  await user.click(screen.getByRole('button'));
  expect(posted).toEqual([{ stamp: '1/0/3', sameEvent: 'accepted' }]);
});

test('the question fits the day, and before it is time the form is folded away', () => {
  const first = show({}, '2026-07-02');
  expect(first.posted).toEqual([]);
  expect(screen.getByText(/^This course ended on June 30, 2026/)).toBeInTheDocument();
});

test('what cannot be made says why and has no button', () => {
  show({ asked: 'early', why: 'No category is offered.' });
  expect(screen.getByText('No category is offered.')).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('Continue this course for another year')).toBeInTheDocument();
});
