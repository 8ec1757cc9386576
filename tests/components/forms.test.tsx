import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ButtonForm } from '@/components/account/button-form';
import { NameForm } from '@/components/account/name-form';
import { ConferenceForm } from '@/components/conferences/conference-form';
import { formValues } from '@/lib/platform/forms/form-values';

const offline = async (): Promise<never> => {
  throw new TypeError('Failed to fetch');
};

test('a short form stays when the connection fails, and says to try again', async () => {
  render(<NameForm action={offline} name="Jordan Doe" />);
  const name = screen.getByRole('textbox');
  await userEvent.clear(name);
  await userEvent.type(name, 'Jordan Doe-Smith');
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The system did not respond. Check your connection, then try again.',
  );
  expect(screen.getByRole('textbox')).toHaveValue('Jordan Doe-Smith');
});

test('a form of one button says beside it that the connection failed', async () => {
  render(<ButtonForm action={offline} label="Sign out" pendingLabel="Signing out…" />);
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByText('The system did not respond. Check your connection, then try again.')).toBeVisible();
});

test('a long form keeps what was typed when the connection fails, and says so', async () => {
  render(
    <ConferenceForm
      action={offline}
      values={{}}
      saveLabel="Add the conference"
      cancelHref="/conferences"
      address="/conferences/new"
    />,
  );
  await userEvent.type(screen.getAllByRole('textbox')[0]!, 'Spring Conference');
  await userEvent.click(screen.getByRole('button', { name: 'Add the conference' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('What you typed is still here.');
  expect(screen.getAllByRole('textbox')[0]).toHaveValue('Spring Conference');
});

test('a form about a provider sends which one it was opened for, also after a refusal on a page of another', async () => {
  const sent: FormData[] = [];
  const refuse = async (_before: unknown, form: FormData) => {
    sent.push(form);
    return { values: formValues(form), errors: [], refusal: 'You now work for Treasure State Learning.' };
  };
  const form = (providerId: number) => (
    <ButtonForm action={refuse} providerId={providerId} label="Remove access" pendingLabel="Removing…" />
  );
  const { rerender } = render(form(3));
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('You now work for Treasure State Learning.')).toBeVisible();
  rerender(form(4));
  await userEvent.click(screen.getByRole('button'));
  expect(sent.map((each) => each.get('forProvider'))).toEqual(['3', '3']);
});
