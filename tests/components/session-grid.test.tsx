import { createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { GridForm, type GridFormState } from '@/components/conference-sessions/grid-form';
import { PlanTable } from '@/components/conference-sessions/plan-table';
import { BLANK_ROW, GRID_BUTTON, type GridRow, gridRowsOf, withGridRows } from '@/lib/conference-sessions/grid-rows';
import { type FormValues, formValues } from '@/lib/platform/forms/form-values';

const KEY = { requestKey: '00000000-0000-4000-8000-000000000000' };

function form(rows: GridRow[], action: (values: FormValues) => Partial<GridFormState> = () => ({})) {
  const posted: FormValues[] = [];
  const props = {
    address: '/conferences/7/sessions/add',
    values: withGridRows(KEY, rows),
    days: ['March 5, 2027'],
    categories: ['Mathematics'],
    cancelHref: '/conferences/7',
    action: async (_before: GridFormState, data: FormData): Promise<GridFormState> => {
      const values = formValues(data);
      posted.push(values);
      return { values, errors: [], ...action(values) };
    },
  };
  return { posted, element: <GridForm {...props} /> };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name, hidden: true });
const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

/** Pastes cells into a field the way a browser does. */
function paste(target: HTMLElement, text: string): boolean {
  const event = createEvent.paste(target, { clipboardData: { getData: () => text } });
  fireEvent(target, event);
  return event.defaultPrevented;
}

test('cells of a spreadsheet fill the grid from the field they are pasted into, and rows are added for them', async () => {
  const { element, posted } = form([{ ...BLANK_ROW, title: 'Kept' }, BLANK_ROW]);
  render(element);
  expect(paste(box('Title, row 2'), 'A\tKim Lee\nB\tAna Redfern\nC\tBo Light')).toBe(true);
  await waitFor(() => expect(box('Instructor, row 4').value).toBe('Bo Light'));
  expect(box('Title, row 1').value).toBe('Kept');
  await userEvent.click(screen.getByRole('button', { name: 'Check the sessions' }));
  await waitFor(() => expect(posted).toHaveLength(1));
  expect(gridRowsOf(posted[0]!).map(({ title, instructor }) => [title, instructor])).toEqual([
    ['Kept', ''],
    ['A', 'Kim Lee'],
    ['B', 'Ana Redfern'],
    ['C', 'Bo Light'],
  ]);
});

test('a text without cells is pasted into its field as usual', () => {
  render(form([BLANK_ROW]).element);
  expect(paste(box('Title, row 1'), 'Number talks')).toBe(false);
});

test('Enter goes to the same column of the next row and sends nothing', async () => {
  const { element, posted } = form([BLANK_ROW, BLANK_ROW]);
  render(element);
  await userEvent.type(box('Room, row 1'), 'Ballroom{Enter}');
  expect(box('Room, row 2')).toHaveFocus();
  expect(posted).toEqual([]);
});

test('“Add more rows” adds rows on the last row’s date, keeps what was typed, and goes to the first of them', async () => {
  render(form([{ ...BLANK_ROW, startsOn: 'March 5, 2027' }]).element);
  await userEvent.type(box('Title, row 1'), 'Number talks');
  await userEvent.click(screen.getByRole('button', { name: 'Add more rows' }));
  expect(box('Title, row 1').value).toBe('Number talks');
  expect(field('Date, row 11').value).toBe('March 5, 2027');
  expect(box('Title, row 2')).toHaveFocus();
});

test('a refusal leaves the grid as it was typed', async () => {
  const { element } = form([BLANK_ROW], () => ({ refusal: 'These rows were already saved.' }));
  render(element);
  await userEvent.type(box('Title, row 1'), 'Number talks');
  await userEvent.click(screen.getByRole('button', { name: 'Check the sessions' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('These rows were already saved.');
  expect(box('Title, row 1').value).toBe('Number talks');
});

test('without JavaScript the form has every row, and a button that adds more', () => {
  const html = renderToString(
    form([{ ...BLANK_ROW, title: 'Number talks', session: '70.3.0123456789abcdef' }]).element,
  );
  expect(html).toContain('value="Number talks"');
  expect(html).toContain('value="70.3.0123456789abcdef"');
  expect(html).toContain(`name="${GRID_BUTTON}"`);
});

test('the preview says what happens to each row, and shows both versions of a change', () => {
  const { container } = render(
    <PlanTable
      categories={new Map()}
      rows={[
        { line: 2, title: 'Reading', kind: 'same', eventId: 71 },
        { line: 3, title: 'Writing', kind: 'unanswered', needs: ['a description', 'a place'] },
        {
          line: 4,
          title: 'Number talks',
          kind: 'wrong',
          eventId: 70,
          problems: ['Kim Lee changed this session.'],
          differences: [{ field: 'Room', before: 'Room 1', after: null }],
        },
        { line: 5, title: 'Lunch', kind: 'same', eventId: 72 },
        { line: 6, title: '', kind: 'wrong', problems: ['Enter the title.', 'Enter the start date.'] },
      ]}
    />,
  );
  // What somebody has to look at comes first; rows that change nothing are folded.
  const [first, folded] = [...container.querySelectorAll('table')];
  const rows = within(first!).getAllByRole('row').slice(1);
  expect(rows[0]).toHaveTextContent(/Not saved.*Kim Lee changed this session\..*Room: Room 1.*\(blank\)/);
  expect(rows[1]).toHaveTextContent(/Row 6.*Enter the title\..*Enter the start date\./);
  expect(rows[2]).toHaveTextContent('It needs a description and a place.');
  expect(rows).toHaveLength(3);
  expect(screen.getByText('2 rows without changes').closest('details')).toContainElement(folded!);
  expect(within(folded!).getAllByText('No changes')).toHaveLength(2);
  expect(screen.getByRole('link', { name: 'Number talks' })).toHaveAttribute('href', '/events/70');
});
