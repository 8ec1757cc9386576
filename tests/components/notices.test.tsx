import { render, screen, within } from '@testing-library/react';
import { PreferencesForm } from '@/components/notices/preferences-form';
import { TodoList } from '@/components/notices/todo-list';
import { EMPTY_FORM } from '@/lib/platform/forms/form-values';

const action = async () => EMPTY_FORM;

const item = (title: string, canWait: boolean, subjectId = 1) => ({
  kind: 'course_ends',
  subjectId,
  since: '2026-05-03',
  title,
  text: `About ${title}.`,
  label: 'Open it',
  path: `/events/${subjectId}`,
  canWait,
});

test('each line leads to where it is done, and only what may wait can be put off', () => {
  const todo = {
    items: [item('Fractions', false), item('Decimals', true, 2)],
    more: [{ label: '3 others: Event List', path: '/events' }],
  };
  render(<TodoList todo={todo} putOffAction={action} from="portal" />);
  const list = within(screen.getByRole('region', { name: 'To do' }));
  const [first, second] = list.getAllByRole('listitem');
  expect(within(first!).getByRole('link', { name: 'Open it Fractions' })).toHaveAttribute('href', '/events/1');
  expect(within(first!).queryByText('Later')).not.toBeInTheDocument();
  const later = within(second!).getByText('Later').closest('details')!;
  const buttons = within(later).getAllByRole('button', { hidden: true });
  expect(buttons.map((button) => button.textContent)).toEqual(['Tomorrow Decimals', 'In a week Decimals']);
  const fields = [...buttons[1]!.closest('form')!.querySelectorAll('input')].map(({ name, value }) => [name, value]);
  expect(Object.fromEntries(fields)).toEqual({ kind: 'course_ends', subjectId: '2', for: 'week', from: 'portal' });
  expect(list.getByRole('link', { name: '3 others: Event List' })).toHaveAttribute('href', '/events');
});

test('an empty list is left out', () => {
  const { container } = render(<TodoList todo={{ items: [], more: [] }} putOffAction={action} from="admin" />);
  expect(container).toBeEmptyDOMElement();
});

test('people who work for several providers see whose list it is, and can switch to another', () => {
  const providers = {
    name: 'Big Sky School District',
    others: [{ providerId: 7, providerName: 'Mission Valley Tribal College' }],
    openAction: action,
  };
  const { rerender } = render(
    <TodoList
      todo={{ items: [item('Fractions', false)], more: [] }}
      putOffAction={action}
      providers={providers}
      from="portal"
    />,
  );
  const list = screen.getByRole('region', { name: 'To do for Big Sky School District' });
  const button = within(list).getByRole('button', { name: /Mission Valley Tribal College/ });
  const fields = [...button.closest('form')!.querySelectorAll('input')].map(({ name, value }) => [name, value]);
  expect(Object.fromEntries(fields)).toEqual({ providerId: '7', page: '/portal' });
  rerender(<TodoList todo={{ items: [], more: [] }} putOffAction={action} providers={providers} from="portal" />);
  expect(screen.getByText('Nothing waits for you at this provider.')).toBeInTheDocument();
});

test('people choose for each kind among what it allows', () => {
  render(
    <PreferencesForm
      action={action}
      address="/account/notices"
      values={{ emails: '', count_due: 'weekly' }}
      fields={[
        {
          name: 'count_due',
          title: 'Counts',
          about: 'About counts.',
          urgent: false,
          choices: ['daily', 'weekly', 'product'],
        },
        { name: 'course_ends', title: 'Courses', about: 'About courses.', urgent: true, choices: ['daily', 'none'] },
      ]}
    />,
  );
  expect(screen.getByRole('checkbox', { name: /Email me reminders/ })).not.toBeChecked();
  const counts = screen.getByRole('combobox', { name: 'Counts' });
  expect(counts).toHaveValue('weekly');
  expect(counts).toHaveAccessibleDescription('About counts.');
  expect(within(counts).queryByText('Not at all')).not.toBeInTheDocument();
  const urgent = within(screen.getByRole('combobox', { name: 'Courses' })).getAllByRole('option');
  expect(urgent.map(({ textContent }) => textContent)).toEqual(['By email, on any day', 'Not at all']);
});
