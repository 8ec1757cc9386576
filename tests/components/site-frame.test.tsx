import { readFileSync } from 'node:fs';
import path from 'node:path';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SiteFrame } from '@/components/site-frame';
import type { Person } from '@/components/site-header';

// The page loads it as a file of its own.
beforeAll(() => {
  const script = document.createElement('script');
  script.textContent = readFileSync(path.resolve('public/menu.js'), 'utf8');
  document.head.append(script);
});

const jane: Person = { name: 'Jane Doe', providerName: 'Big Sky School District', kind: 'provider' };

function frame(person: Person | null | undefined) {
  return render(
    <SiteFrame person={person} supportAddress="help@example.org" signOutAction="/sign-out">
      <h1>Events</h1>
    </SiteFrame>,
  );
}

test('a provider finds List Events and Add Event in the Event List menu (M7)', () => {
  frame(jane);
  const menu = within(screen.getByRole('navigation', { name: 'Main' }));
  expect(menu.getByRole('link', { name: 'List Events' })).toHaveAttribute('href', '/events');
  expect(menu.getByRole('link', { name: 'Add Event' })).toHaveAttribute('href', '/events/new');
  expect(menu.getByRole('link', { name: 'Conferences' })).toHaveAttribute('href', '/conferences');
});

test('a viewer, who cannot add events, sees no link to it', () => {
  frame({ ...jane, viewer: true });
  expect(screen.getByRole('link', { name: 'List Events' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Add Event' })).not.toBeInTheDocument();
});

test('arrow keys move through the menu; Escape closes it and returns the focus', async () => {
  const person = userEvent.setup();
  frame(jane);
  const summary = screen.getByText('Event List', { selector: 'summary' });
  summary.focus();
  await person.keyboard('{ArrowDown}');
  expect(summary.parentElement).toHaveAttribute('open');
  expect(screen.getByRole('link', { name: 'List Events' })).toHaveFocus();
  await person.keyboard('{ArrowDown}');
  expect(screen.getByRole('link', { name: 'Add Event' })).toHaveFocus();
  await person.keyboard('{Escape}');
  expect(summary.parentElement).not.toHaveAttribute('open');
  expect(summary).toHaveFocus();
});

test('leaving the menu closes it', async () => {
  const person = userEvent.setup();
  frame(jane);
  const summary = screen.getByText('Event List', { selector: 'summary' });
  summary.focus();
  await person.keyboard('{ArrowUp}');
  expect(screen.getByRole('link', { name: 'Our numbers' })).toHaveFocus();
  await person.click(screen.getByRole('heading', { name: 'Events' }));
  expect(summary.parentElement).not.toHaveAttribute('open');
});

test('the page shows who is signed in, for which provider, and how to sign out', () => {
  frame(jane);
  expect(screen.getByText('Jane Doe')).toBeVisible();
  expect(screen.getByText('Big Sky School District')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeEnabled();
});

test('a guest sees the sign-in link and no menu of events', () => {
  frame(null);
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
  expect(screen.queryByRole('link', { name: 'List Events' })).not.toBeInTheDocument();
});

test('a page that cannot know who is signed in shows neither', () => {
  frame(undefined);
  expect(screen.queryByRole('link', { name: 'Sign in' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Sign out' })).not.toBeInTheDocument();
});

test('the support address is at the top and bottom of every page (M6)', () => {
  frame(null);
  const links = screen.getAllByRole('link', { name: 'help@example.org' });
  expect(links).toHaveLength(2);
  for (const link of links) expect(link).toHaveAttribute('href', 'mailto:help@example.org');
});
