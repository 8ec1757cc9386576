import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CheckboxGroup } from '@/components/checkbox-group';
import { ErrorSummary } from '@/components/error-summary';
import { RadioGroup } from '@/components/radio-group';
import { SelectField } from '@/components/select-field';
import { TextArea } from '@/components/text-area';
import { TextField } from '@/components/text-field';

const categories = [
  { value: 'math', label: 'Mathematics' },
  { value: 'science', label: 'Science' },
];

test('a screen reader reads a field’s label, hint and error, in that order', () => {
  render(<TextField name="title" label="Title" hint="As on the certificate." error="Enter a title" />);
  const box = screen.getByRole('textbox', { name: 'Title' });
  expect(box).toHaveAccessibleDescription('As on the certificate. Error: Enter a title');
  expect(box).toBeInvalid();
  const words = document.body.textContent ?? '';
  expect(words.indexOf('Title')).toBeLessThan(words.indexOf('As on'));
  expect(words.indexOf('As on')).toBeLessThan(words.indexOf('Enter a title'));
});

test('a field without an error is not marked as invalid', () => {
  render(<TextField name="title" label="Title" />);
  expect(screen.getByRole('textbox')).not.toHaveAttribute('aria-invalid');
  expect(screen.getByRole('textbox')).not.toHaveAttribute('aria-describedby');
});

test('an optional field says so in its name', () => {
  render(<SelectField name="state" label="State" optional options={[{ value: 'MT', label: 'Montana' }]} />);
  expect(screen.getByRole('combobox', { name: 'State (optional)' })).toHaveValue('MT');
});

test('groups keep what was chosen, and the first box carries the id that the error summary links to', () => {
  render(
    <>
      <CheckboxGroup
        name="categories"
        label="Categories"
        error="Choose one"
        choices={categories}
        defaultValues={['science']}
      />
      <RadioGroup name="where" label="Location" choices={categories} defaultValue="math" />
    </>,
  );
  expect(screen.getByRole('group', { name: 'Categories' })).toHaveAccessibleDescription('Error: Choose one');
  expect(screen.getByRole('checkbox', { name: 'Science' })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'Mathematics' })).toHaveAttribute('id', 'categories');
  expect(screen.getByRole('radio', { name: 'Mathematics' })).toBeChecked();
});

test('the error summary takes the focus and links to the fields', () => {
  const { rerender } = render(<ErrorSummary problems={[{ field: 'title', message: 'Enter a title' }]} />);
  expect(screen.getByRole('alert', { name: 'There is a problem' })).toHaveFocus();
  expect(screen.getByRole('link', { name: 'Enter a title' })).toHaveAttribute('href', '#title');

  screen.getByRole('link').focus();
  rerender(<ErrorSummary problems={[{ message: 'The agenda does not cover the hours' }]} />);
  expect(screen.getByRole('alert')).toHaveFocus();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

test('without problems there is no summary', () => {
  const { container } = render(<ErrorSummary problems={[]} />);
  expect(container).toBeEmptyDOMElement();
});

test('the character count follows the typing and never stops it', async () => {
  const person = userEvent.setup();
  render(<TextArea name="description" label="Description" maxCharacters={5} defaultValue="abc" />);
  expect(screen.getByText('2 characters left')).toBeVisible();
  await person.type(screen.getByRole('textbox', { name: 'Description' }), 'defg');
  expect(screen.getByText('2 characters too many')).toBeVisible();
  expect(screen.getByRole('textbox')).toHaveValue('abcdefg');
  expect(screen.getByRole('textbox')).toHaveAccessibleDescription('At most 5 characters');
});
