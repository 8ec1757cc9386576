import { render, screen, within } from '@testing-library/react';
import { DataTable } from '@/components/data-table';
import { DiffView } from '@/components/diff-view';
import { ErrorPage } from '@/components/error-page';
import { FilterBar } from '@/components/filter-bar';
import { KeysetPager } from '@/components/keyset-pager';
import { Notice } from '@/components/notice';
import { StepList } from '@/components/step-list';
import { SummaryList } from '@/components/summary-list';
import { Tag } from '@/components/tag';
import { TextField } from '@/components/text-field';

test('a sortable heading is a link and says how the list is sorted', () => {
  render(
    <DataTable
      caption="Events"
      rows={[{ id: 1, title: 'Fractions', dates: 'May 3' }]}
      rowKey={({ id }) => id}
      columns={[
        { heading: 'Title', sort: { href: '?sort=title', order: null }, cell: ({ title }) => title },
        { heading: 'Dates', sort: { href: '?sort=dates', order: 'desc' }, cell: ({ dates }) => dates },
      ]}
    />,
  );
  expect(screen.getByRole('table', { name: 'Events' })).toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'none');
  expect(screen.getByRole('columnheader', { name: 'Dates' })).toHaveAttribute('aria-sort', 'descending');
  expect(screen.getByRole('link', { name: 'Title' })).toHaveAttribute('href', '?sort=title');
});

test('the pager shows only links that lead somewhere', () => {
  const { container, rerender } = render(<KeysetPager label="Pages" nextHref="?after=x" />);
  expect(screen.getByRole('link', { name: 'Next' })).toHaveAttribute('href', '?after=x');
  expect(screen.queryByRole('link', { name: 'Previous' })).not.toBeInTheDocument();
  rerender(<KeysetPager label="Pages" />);
  expect(container).toBeEmptyDOMElement();
});

test('the filter bar is a GET form and unfolds when a folded filter is in use', () => {
  const bar = (activeCount: number) => (
    <FilterBar
      action="/events"
      label="Filter events"
      activeCount={activeCount}
      search={<TextField name="q" label="Search" />}
    >
      <TextField name="from" label="From" />
    </FilterBar>
  );
  const { rerender } = render(bar(0));
  expect(screen.getByRole('search', { name: 'Filter events' })).toHaveAttribute('method', 'get');
  expect(screen.getByText('More filters').parentElement).not.toHaveAttribute('open');
  rerender(bar(2));
  expect(screen.getByText('Filters (2 in use)').parentElement).toHaveAttribute('open');
});

test('each state of an event has a text, not only a color', () => {
  render(
    <>
      <Tag state="upcoming" />
      <Tag state="running" />
      <Tag state="count-due" />
      <Tag state="reported" />
    </>,
  );
  for (const words of ['Upcoming', 'In progress', 'Count due', 'Reported']) {
    expect(screen.getByText(words)).toBeVisible();
  }
});

test('news is announced when asked to, and permanent notices are silent', () => {
  render(
    <>
      <Notice kind="success" announce title="Event saved" />
      <Notice kind="warning" announce title="Someone else saved first" />
      <Notice title="Good to know" />
    </>,
  );
  expect(screen.getByRole('status')).toHaveTextContent('Event saved');
  expect(screen.getByRole('alert')).toHaveTextContent('Someone else saved first');
});

test('a change link names what it changes', () => {
  render(<SummaryList rows={[{ term: 'Dates', value: 'May 3, 2026', change: { href: '/edit' } }]} />);
  expect(screen.getByRole('link', { name: 'Change dates' })).toBeInTheDocument();
});

test('a difference is shown field by field, blanks as blanks', () => {
  render(<DiffView caption="Changes" changes={[{ field: 'Hours', before: null, after: '6.25' }]} />);
  const row = within(screen.getByRole('row', { name: /Hours/ }));
  expect(row.getByText('(blank)')).toBeInTheDocument();
  expect(row.getByText('6.25').tagName).toBe('INS');
});

test('the step list marks the current step', () => {
  render(
    <StepList
      steps={[
        { title: 'Details', state: 'done' },
        { title: 'Agenda', state: 'current' },
      ]}
    />,
  );
  const [done, current] = screen.getAllByRole('listitem');
  expect(done).toHaveTextContent('Done');
  expect(current).toHaveAttribute('aria-current', 'step');
});

test.each([
  [403, 'You do not have access to this page'],
  [404, 'Page not found'],
  [429, 'Too many attempts'],
  [500, 'Something went wrong on our side'],
  [502, 'Something went wrong on our side'],
  [503, 'PDUPS is not available right now'],
  [409, 'That did not work'],
])('status %i has a page in words, with the support address and a way to continue', (status, title) => {
  render(<ErrorPage status={status} supportAddress="help@example.org" requestId="r-17" />);
  expect(screen.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(screen.getByRole('link', { name: 'help@example.org' })).toBeVisible();
  expect(screen.queryAllByText('r-17')).toHaveLength(status >= 500 ? 1 : 0);
  expect(screen.getByRole('link', { name: 'Go to the start page' })).toHaveAttribute('href', '/');
});
