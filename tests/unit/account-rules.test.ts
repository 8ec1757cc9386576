import { programPageOf, startPageOf } from '@/app/_edges/start-page';
import { tourStepNumber } from '@/components/tour/tour-steps';
import type { Actor, Person } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import type { Session } from '@/lib/access/session';
import { deviceWords } from '@/lib/users/device-words';
import { whyMustStayManager } from '@/lib/users/roles';

const person = { userId: 1, name: 'Jane', username: 'jane' } as const;
const manager: Person = {
  ...person,
  kind: 'provider',
  providerId: 1,
  providerName: 'Big Sky',
  standing: 'good',
  role: 'manager',
};
const staff: Person = { ...person, kind: 'staff', role: 'staff' };

function signedIn(actor: Person, session: Partial<Session> = {}) {
  return {
    actor,
    session: { id: 1, startPage: 'portal', severalProviders: false, mustSetUpTwoStep: false, ...session } as const,
  };
}

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
])('a browser is named in words that people know: %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});

test('signing in leads to the portal, to the program if the person chose it, or to what a role still has to set up', () => {
  expect([startPageOf(null), startPageOf(signedIn(manager)), startPageOf(signedIn(staff))]).toEqual([
    '/portal',
    '/portal',
    '/portal',
  ]);
  expect(startPageOf(signedIn(manager, { startPage: 'program' }))).toBe('/events');
  expect(startPageOf(signedIn(staff, { startPage: 'program' }))).toBe('/admin');
  expect(startPageOf(signedIn(staff, { startPage: 'program', mustSetUpTwoStep: true }))).toBe('/account/two-step');
  expect(programPageOf(staff)).toBe('/admin');
});

test('only managers of a provider manage its list of users', () => {
  expect(whyNotAllowed(manager, 'user.manage')).toBeNull();
  for (const actor of [{ ...manager, role: 'editor' }, { ...manager, role: 'viewer' }, staff] as Actor[]) {
    expect(whyNotAllowed(actor, 'user.manage')).toEqual(expect.any(String));
  }
});

test('the only manager must stay; one of two need not, and neither does a person who is not a manager', () => {
  expect(whyMustStayManager(person, [1])).toContain('Jane is the only manager.');
  expect(whyMustStayManager(person, [1, 2])).toBeNull();
  expect(whyMustStayManager(person, [2])).toBeNull();
});

test('an address without a known step of the tour leads to its first step', () => {
  expect(['1', '5', '6', '0', 'x', undefined, ['2']].map(tourStepNumber)).toEqual([1, 5, 1, 1, 1, 1, 1]);
});
