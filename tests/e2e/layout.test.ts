import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { reportingYearOf } from '@/lib/events/reporting-year';
import { systemClock } from '@/lib/platform/clock';
import {
  cancelByHand,
  certificateOf,
  givenAttendeeOf,
  givenConferenceOf,
  givenEndedEvent,
  givenListFor,
  givenMergedProvider,
  givenOpenCourse,
  givenProposal,
  givenProvider,
  givenReportFor,
  givenRunOf,
  givenSecretConference,
  givenSecretEvent,
  givenSecretKey,
  givenSessionDraft,
  givenUploadFor,
  givenWebhook,
} from '../access/people';
import {
  claimByHand,
  makeConferenceLinkByHand,
  makeLinkByHand,
  openCodeByHand,
  serialOn,
} from '../access/share-by-hand';
import { BASE, pressAndStay, testBrowser } from '../support/browser';
import { lookAtWidths, outOfReach } from '../support/layout';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

jest.setTimeout(600_000);
const browser = testBrowser();

/** Addresses that answer with a file, or end what the walk needs. */
const NO_PAGE =
  /\/(export|zip|print|file|posters?|program|pdf|badges|sign-in-sheet|certificate)(\/\d+)?$|\/conference$|^\/(api|mailbox|fonts)\b|^\/requests\/\d+\/files/;

function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, BASE);
  return `${pathname.replaceAll(/\d+/g, '#').replaceAll(/[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/g, '#')}?${[...searchParams.keys()].filter((key) => key === 'from')}`;
}

/** Walks through every kind of page that links lead to: what is out of reach at any of the widths, and the pages seen. */
async function walk(
  page: Page,
  starts: string[],
  { follow = true } = {},
): Promise<{ problems: string[]; paths: string[] }> {
  const waiting = [...starts];
  const kinds = new Set<string>();
  const problems: string[] = [];
  const paths: string[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    const response = await page.goto(BASE + path, { waitUntil: 'load' }).catch(() => null);
    if (!response?.headers()['content-type']?.includes('text/html')) continue;
    if (response.ok()) paths.push(new URL(page.url()).pathname);
    const { problems: here, links } = await lookAtWidths(page);
    problems.push(...here.map((problem) => `${path} ${problem}`));
    if (follow) waiting.push(...links.flatMap(pageOf));
  }
  return { problems, paths };
}

/** Returns the address of a page of the product, as it is in a link; none for files and other sites. */
function pageOf(href: string): string[] {
  const { origin, pathname, search } = new URL(href);
  return origin === new URL(BASE).origin && !NO_PAGE.test(pathname) ? [pathname + search] : [];
}

let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

/** Adds what the pages are about to which no link leads on the demo data, and returns their addresses. */
async function givenPages(): Promise<Record<'provider' | 'staff' | 'administrator' | 'guest', string[]>> {
  const maker = await Visitor.signedIn('jdoe');
  const [event, ended, course] = [await givenSecretEvent(db), await givenEndedEvent(db), await givenOpenCourse(db)];
  const conference = await givenSecretConference(db);
  const attendeeId = await givenAttendeeOf(db, event.id);
  await givenReportFor(db, event.id, attendeeId);
  const link = await makeLinkByHand(maker, event.id);
  const holder = new Visitor();
  const serial = serialOn(await claimByHand(holder, link.path));
  const claim = /\/share\/claims\/\d+/.exec((await maker.get(`/events/${event.id}/share`)).body)![0];
  const webhook = `/learning-systems/webhooks/${(await givenWebhook(db)).id}`;
  const canceled = await givenSecretEvent(db);
  await cancelByHand(db, canceled.id);
  const closed = await givenProvider(db);
  await db.execute(sql`update providers set standing = 'closed' where id = ${closed}`);
  const at = `/events/${event.id}`;
  const meeting = `/conferences/${conference.id}`;
  return {
    provider: [
      ...['', '/attendees', `/attendees/${attendeeId}`, '/attendees/duplicates', '/attendees/mark-all', claim].map(
        (page) => at + page,
      ),
      `${at}/attendees/import/${await givenUploadFor(db, event.id)}`,
      `${at}/certificates/${await certificateOf(db, event.id)}`,
      ...['issue', 'issue-all', 'mail', 'change', `runs/${await givenRunOf(db, event.id)}`].map(
        (page) => `${at}/certificates/${page}`,
      ),
      ...['/copies/added', `/share/${link.linkId}/revoke`].map((page) => at + page),
      `/events/${ended.id}/request`,
      `/events/${course.id}/interim-count`,
      ...['/counts', '/issue', '/mail', `/sessions/check/${await givenSessionDraft(db, conference.id)}`].map(
        (page) => meeting + page,
      ),
      `${meeting}/roster/import/${await givenListFor(db, conference.id)}`,
      `/learning-systems/${(await givenSecretKey(db)).id}/revoke`,
      ...['', '/edit', '/remove', '/secret'].map((page) => webhook + page),
      '/account/two-step/set-up',
    ],
    staff: [
      '/admin/users/3/disable',
      `/admin/providers/1/proposals/${await givenProposal(db, 1)}`,
      `/admin/events/${canceled.id}/restore`,
      `/admin/providers/${closed}/reopen`,
      `/admin/providers/1/annual-report/${reportingYearOf(systemClock.today()).start - 1}`,
      `/admin/providers/${await givenMergedProvider(db)}/merge/undo`,
    ],
    administrator: ['/admin/audit', '/admin/audit/verify', '/admin/settings/categories/1'],
    guest: [
      link.path,
      await openCodeByHand(maker, event.id),
      await makeConferenceLinkByHand(maker, await givenConferenceOf(db, attendeeId)),
      `/verify/${serial}`,
      '/password-reset/first-access',
      '/no/such/page',
    ],
  };
}

/** Pages to which nothing here leads: they need a state that other tests make, and are made of the same parts. */
const NOT_SEEN = [
  // They only lead on.
  '/',
  '/open/[providerId]',
  // The middle of signing in, of a reset and of two-step sign-in: tests/e2e/sign-in.test.ts, tests/e2e/two-step.test.ts.
  '/sign-in/code',
  ...['code', 'done', 'email', 'new-password'].map((step) => `/password-reset/${step}`),
  ...['recovery-codes', 'turn-off'].map((step) => `/account/two-step/${step}`),
  // Signed by a learning system.
  '/certificate/from-course',
  // tests/e2e/notices.test.ts looks at it.
  '/unsubscribe/[token]',
  // It is looked at, but answers that there is no such page.
  '/[...path]',
  // Not a page of the product.
  '/mailbox',
];

/** Returns every page of the build, as a pattern. */
function pagesOfBuild(): string[] {
  const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>;
  return Object.entries(manifest).flatMap(([file, route]) =>
    /\/page$/.test(file) && !route.startsWith('/_') ? route : [],
  );
}

test('nothing on any page is out of reach, from a phone to a laptop and at 200 % zoom', async () => {
  const given = await givenPages();
  const walks = await Promise.all([
    browser.signedIn('jdoe').then((page) => walk(page, ['/events', '/portal', '/events/new', ...given.provider])),
    browser.signedIn('rstaff').then((page) => walk(page, ['/admin', '/portal', '/events', ...given.staff])),
    browser.signedIn('cadmin').then((page) => walk(page, given.administrator, { follow: false })),
    browser.guest().then((page) => walk(page, ['/sign-in', '/help', '/verify', '/providers', ...given.guest])),
  ]);
  expect(walks.flatMap(({ problems }) => problems)).toEqual([]);
  const routes = pagesOfBuild();
  const seen = new Set(walks.flatMap(({ paths }) => paths.map((path) => routeOf(path, routes))));
  expect(routes.filter((route) => !seen.has(route)).sort()).toEqual([...NOT_SEEN].sort());
});

/** Returns the page of the build that answers at an address. */
function routeOf(path: string, routes: string[]): string | undefined {
  const fitting = routes.filter((route) => new RegExp(`^${route.replaceAll(/\[\w+\]/g, '[^/]+')}$`).test(path));
  // `/events/new` is itself, and not an event.
  return fitting.toSorted((a, b) => a.split('[').length - b.split('[').length)[0];
}

/** As long as a title can be, without a place to break the line. */
const LONG = 'Interdisciplinarycommunication'.repeat(7).slice(0, 200);

test('nothing is out of reach when a form has all of its errors', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events/new`);
  await pressAndStay(page, 'Add event');
  await page.waitForSelector('.error-summary');
  expect(await outOfReach(page)).toEqual([]);
  await page.goto(`${BASE}/conferences/new`);
  await pressAndStay(page, 'Add conference');
  await page.waitForSelector('.error-summary');
  expect(await outOfReach(page)).toEqual([]);
});

test('nothing is out of reach when names and titles are long and have no blanks', async () => {
  const event = await givenSecretEvent(db);
  const attendeeId = await givenAttendeeOf(db, event.id);
  const link = await makeLinkByHand(await Visitor.signedIn('jdoe'), event.id);
  const other = await givenProvider(db);
  await db.execute(sql`update providers set name = ${`${LONG.slice(0, 190)}${other}`} where id = ${other}`);
  await db.execute(
    sql`update events set title = ${LONG}, search_text = ${LONG.toLowerCase()}, instructor = ${LONG.slice(0, 100)} where id = ${event.id}`,
  );
  await db.execute(sql`
    update attendees set name = ${LONG.slice(0, 100)}, school = ${LONG.slice(0, 100)} where id = ${attendeeId}`);
  const at = `/events/${event.id}`;
  const looks = await Promise.all([
    browser
      .signedIn('jdoe')
      .then((page) =>
        walk(
          page,
          [
            ...[
              '',
              '/edit',
              '/report',
              '/share',
              '/certificates',
              '/attendees',
              `/attendees/${attendeeId}`,
              '/attendees/check-in',
            ].map((path) => at + path),
            '/events?q=Interdisciplinary',
          ],
          { follow: false },
        ),
      ),
    browser.signedIn('rstaff').then((page) =>
      walk(page, [`/admin/providers/${other}`, '/admin/providers?q=Interdisciplinary', `/admin/events/${event.id}`], {
        follow: false,
      }),
    ),
    browser
      .guest()
      .then((page) =>
        walk(page, [link.path, '/providers?q=Interdisciplinary', `/providers/${other}`], { follow: false }),
      ),
  ]);
  expect(looks.flatMap(({ problems }) => problems)).toEqual([]);
  expect(looks.map(({ paths }) => paths.length)).toEqual([9, 3, 3]);
});
