import { readdirSync } from 'node:fs';
import { onTheWayTo, returnPath } from '@/lib/users/return-path';

test.each([
  ['/events'],
  ['/events/12/report'],
  ['/events?q=caf%C3%A9&state=count-due'],
  ['/admin/users/7'],
  ['/account/two-step'],
  ['/requests/3'],
  ['/open/3?page=%2Fevents%2F1%2Freport'],
  ['/annual-report/2026'],
  ['/our-information/agreement/2026'],
  ['/conferences/4/sessions/edit'],
  ['/events/12#continue'],
])('%s is a valid return path', (asked) => {
  expect(returnPath(asked)).toBe(asked);
});

test('the pages of providers, staff and every person are valid', () => {
  const folders = ['(person)', '(provider)', '(staff)'].flatMap((group) =>
    readdirSync(`app/${group}`, { withFileTypes: true }).filter((entry) => entry.isDirectory()),
  );
  const rooms = folders.map(({ name }) => `/${name}`);
  // Signing in leads to the portal anyway; how far a job is, is asked by a page.
  expect(rooms.filter((room) => returnPath(room) === null).sort()).toEqual(['/portal', '/progress']);
});

test.each([
  ['another site', 'https://evil.example/events'],
  ['another site without a scheme', '//evil.example/events'],
  ['another site by backslashes', '/\\evil.example/events'],
  ['another site behind dots', '/events/..//evil.example'],
  ['a script', 'javascript:alert(1)//events'],
  ['the way out', '/api/auth/signout'],
  ['the sign-in itself', '/sign-in'],
  ['a name that only begins like ours', '/eventsandmore'],
  ['an endless address', `/events?q=${'x'.repeat(2000)}`],
  ['several at once', ['/events', '/users']],
  ['nothing', undefined],
])('%s is not', (_what, asked) => {
  expect(returnPath(asked)).toBeNull();
});

test('unusual blanks and the framework’s own parameter are removed', () => {
  expect(returnPath('/events/1\n/report?_rsc=abc')).toBe('/events/1/report');
});

test('a step passes its return path on', () => {
  expect(onTheWayTo('/events?q=a&b', '/sign-in?reason=x')).toBe('/sign-in?reason=x&to=%2Fevents%3Fq%3Da%26b');
  expect(onTheWayTo(null, '/sign-in')).toBe('/sign-in');
});
