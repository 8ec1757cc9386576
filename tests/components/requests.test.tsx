import { render, screen } from '@testing-library/react';
import { dueRow } from '@/components/requests/request-rows';
import { ThreeWay } from '@/components/requests/three-way';

const REQUEST = { status: 'open', dueOn: '2026-05-12', decidedAt: null } as Parameters<typeof dueRow>[0];

test('a person that access is asked for is not compared with a blank before', () => {
  const fields = [
    { field: 'Name', was: null, now: null, asked: 'Rosa Whitehorse' },
    { field: 'Role', was: null, now: null, asked: 'Editor' },
  ];
  render(<ThreeWay side="staff" fields={fields} moved decided={false} isNew />);
  expect(screen.getByRole('heading', { name: 'What the provider asked for' })).toBeVisible();
  expect(screen.getByText('Rosa Whitehorse')).toBeVisible();
  expect(document.body).not.toHaveTextContent('(blank)');
});

test('a field that was blank is compared with what it would say', () => {
  const fields = [{ field: 'Website', was: null, now: null, asked: 'https://example.org' }];
  render(<ThreeWay side="provider" fields={fields} moved={false} decided={false} isNew={false} />);
  expect(screen.getByText('(blank)')).toBeVisible();
});

test('an open request says when it is due, and a decided one when it was decided', () => {
  expect(dueRow(REQUEST, '2026-05-04', 'staff')).toMatchObject({ term: 'Due' });
  expect(dueRow({ ...REQUEST, decidedAt: new Date('2026-05-05T18:00:00Z') }, '2026-05-06', 'staff')).toEqual({
    term: 'Decided',
    value: 'May 5, 2026 at 12:00 PM MT',
  });
});
