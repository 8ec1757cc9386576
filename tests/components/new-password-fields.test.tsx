import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { NewPasswordFields } from '@/components/new-password-fields';

const person = { username: 'jdoe', name: 'Jordan Doe', email: 'jdoe@example.org' };
const box = () => screen.getByLabelText('New password');
const rules = () =>
  within(screen.getByRole('list', { name: 'Rules for the password' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);

test('the rules say in words which ones are met, as the person types', async () => {
  const keyboard = userEvent.setup();
  render(<NewPasswordFields person={person} />);
  expect(rules()).toEqual([
    '8 to 128 characters, missing',
    'a capital letter, missing',
    'a lowercase letter, missing',
    'a number, missing',
  ]);
  await keyboard.type(box(), 'Trout7');
  expect(rules()).toEqual([
    '8 to 128 characters, missing',
    'a capital letter, done',
    'a lowercase letter, done',
    'a number, done',
  ]);
});

test('strength, and the reason why the server would refuse a password, are described in words', async () => {
  const keyboard = userEvent.setup();
  render(<NewPasswordFields person={person} />);
  await keyboard.type(box(), 'Trout purple Creek 7');
  expect(await screen.findByText('Strength: strong.')).toBeVisible();
  await keyboard.clear(box());
  await keyboard.type(box(), 'Jordan2026');
  expect(await screen.findByText(/mostly your name/)).toBeVisible();
});

test('pasting works for any length, and the password can be shown and hidden', async () => {
  const keyboard = userEvent.setup();
  render(<NewPasswordFields person={person} />);
  expect(box()).toHaveAttribute('type', 'password');
  expect(box()).toHaveAttribute('autocomplete', 'new-password');
  expect(box()).not.toHaveAttribute('maxlength');
  await keyboard.click(box());
  await keyboard.paste('x'.repeat(300));
  expect(box()).toHaveValue('x'.repeat(300));
  await keyboard.click(screen.getByRole('button', { name: 'Show password' }));
  expect(box()).toHaveAttribute('type', 'text');
  await keyboard.click(screen.getByRole('button', { name: 'Hide password' }));
  expect(box()).toHaveAttribute('type', 'password');
});

test('without scripts the rules are shown, and no buttons that would do nothing', () => {
  const html = renderToString(<NewPasswordFields person={person} error="Add a number." />);
  expect(html).toContain('It needs 8 to 128 characters, a capital letter, a lowercase letter and a number');
  expect(html).toContain('Add a number.');
  expect(html).not.toContain('<button');
});
