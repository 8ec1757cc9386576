import { programPageOf, startPageOf } from '@/app/_edges/start-page';
import { tourStepNumber } from '@/components/tour/tour-steps';
import type { Actor } from '@/lib/platform/visit';
import { deviceWords } from '@/lib/users/device-words';
import { whyMayNotManageUsers, whyMustStayManager } from '@/lib/users/roles';

const person = { userId: 1, name: 'Jane', username: 'jane', sessionId: 1, startPage: 'portal' } as const;
const manager: Actor = {
  ...person,
  kind: 'provider',
  providerId: 1,
  providerName: 'Big Sky',
  role: 'manager',
  severalProviders: false,
};
const staff: Actor = { ...person, kind: 'staff', role: 'staff' };

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome on a Chromebook',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on a Mac',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
    'Chrome on an iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
  ['curl/8.5.0', 'An unknown device'],
  ['', 'An unknown device'],
  ['<script>alert(1)</script> Linux', 'A browser on Linux'],
])('a browser is named in words a person knows: %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});

test('signing in leads to the portal, to the program when chosen, and to what a role still has to set up', () => {
  expect([startPageOf(null), startPageOf(manager), startPageOf(staff)]).toEqual(['/portal', '/portal', '/portal']);
  expect(startPageOf({ ...manager, startPage: 'program' })).toBe('/events');
  expect(startPageOf({ ...staff, startPage: 'program' })).toBe('/admin');
  expect(startPageOf({ ...staff, startPage: 'program', mustSetUpTwoStep: true })).toBe('/account/two-step');
  expect(programPageOf(staff)).toBe('/admin');
});

test('only managers of a provider keep its list of users', () => {
  expect(whyMayNotManageUsers(manager)).toBeNull();
  for (const actor of [{ ...manager, role: 'editor' }, { ...manager, role: 'viewer' }, staff] as Actor[]) {
    expect(whyMayNotManageUsers(actor)).toEqual(expect.any(String));
  }
});

test('the only manager stays; one of two need not, and who is none need not', () => {
  expect(whyMustStayManager(person, [1])).toContain('Jane is the only manager.');
  expect(whyMustStayManager(person, [1, 2])).toBeNull();
  expect(whyMustStayManager(person, [2])).toBeNull();
});

test('an address that names no step of the tour is its first', () => {
  expect(['1', '5', '6', '0', 'x', undefined, ['2']].map(tourStepNumber)).toEqual([1, 5, 1, 1, 1, 1, 1]);
});
