import '../support/settings';
import { eq } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { eventCategoryLinks, providers, users } from '@/db/schema';
import { programHtml } from '@/lib/conference-links/program-html';
import { BLANK_ROW, type GridRow } from '@/lib/conference-sessions/grid-rows';
import { keepGrid } from '@/lib/conference-sessions/keep-draft';
import type { PictureName } from '@/lib/help/questions';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { BASE, expectAccessible, testBrowser, textOfPage } from '../support/browser';
import { givenConferenceLink, givenSession } from '../support/conferences';
import { givenCourse } from '../support/courses';
import { givenConference } from '../support/events';
import { providerContext } from '../support/people';
import { keepPicture } from '../support/pictures';
import { productDatabase } from '../support/product-database';
import { givenLink } from '../support/share-links';
import { givenSignature } from '../support/signatures';

jest.setTimeout(240_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const yesterday = addDays(systemClock.today(), -1);

/** What differs from day to day and from run to run. */
const CHANCE = [
  /\d{1,2}:\d{2} [AP]M MT/g,
  /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/g,
  /[A-Z][a-z]+ \d{1,2}, \d{4} – [A-Z][a-z]+ \d{1,2}, \d{4}/g,
  /[A-Z][a-z]+ \d{1,2}(–\d{1,2}| – [A-Z][a-z]+ \d{1,2})?, \d{4}/g,
  /\b\d{4,}\b/g,
  // Fields of a session have its number in their names.
  /(?<=^INPUT \S*)\d+/gm,
];

const PEOPLE = ['Ana Redfern', 'Bo Light', 'Wren Kicking Woman', 'Zoë Ñandú'];
const PLAN: [title: string, instructor: string, startsAt: string, endsAt: string, room: string][] = [
  ['Number talks that last', 'Robin Hale', '09:00', '10:15', 'Yellowstone'],
  ['Reading aloud, every day', 'Kim Lee', '09:00', '10:15', 'Glacier'],
  ['Séliš stories in the classroom', 'Ana Redfern', '10:30', '11:30', 'Yellowstone'],
  ['Robots in grade 3', 'Thomas Fifield', '13:00', '14:30', 'Glacier'],
];

/** A provider with a conference that was yesterday, people on its rosters, and a link. */
async function givenPastConference() {
  const made = await providerContext(db);
  const ctx = { ...made, clock: systemClock };
  const [jdoe] = await db.select().from(users).where(eq(users.username, 'jdoe'));
  await db
    .update(users)
    .set({ passwordHash: jdoe!.passwordHash, demo: true, name: 'Jordan Lee' })
    .where(eq(users.id, ctx.actor.userId));
  await db
    .update(providers)
    .set({ name: 'Bitterroot Education Cooperative' })
    .where(eq(providers.id, ctx.actor.providerId));
  await givenSignature(ctx);
  const day = { startsOn: yesterday, endsOn: yesterday };
  const id = await givenConference(ctx, 'Bitterroot Educators’ Days', day);
  const sessions: number[] = [];
  for (const [index, [title, instructor, startsAt, endsAt, room]] of PLAN.entries()) {
    const hours = ['1.25', '1.25', '1', '1.5'][index]!;
    const eventId = await givenSession(ctx, id, { title, instructor, startsAt, endsAt, room, hours, ...day });
    await db.insert(eventCategoryLinks).values({ eventId, categoryId: 2 });
    for (const name of PEOPLE.slice(index)) await givenAttendee(ctx, eventId, { name, units: hours, email: null });
    await givenLink(ctx, eventId, { access: 'code_word', codeWord: `larch ${4071 + index}` });
    sessions.push(eventId);
  }
  const { token } = await givenConferenceLink(ctx, id);
  return { ctx, id, sessions, token };
}

/** Keeps a list of next month's conference with one row that is not in order; returns the path of its check. */
async function givenCheck(ctx: Context): Promise<string> {
  const first = addDays(systemClock.today(), 30);
  const id = await givenConference(ctx, 'Bitterroot Winter Days', { startsOn: first, endsOn: addDays(first, 1) });
  const rows = PLAN.map(
    ([title, instructor, startsAt, endsAt, room], index): GridRow => ({
      ...BLANK_ROW,
      title,
      instructor: index === 3 ? '' : instructor,
      startsOn: index > 1 ? 'Day 2' : 'Day 1',
      startsAt,
      endsAt,
      room,
    }),
  );
  const draftId = await keepGrid(ctx, { conferenceId: id, requestKey: crypto.randomUUID(), rows });
  const shared = { matched: 'yes', categoryIds: '2', description: 'What works in class.', locationKind: 'online' };
  return `/conferences/${id}/sessions/check/${draftId}?${new URLSearchParams({ ...shared, city: '', state: 'MT', zip: '' })}`;
}

test('the help on conferences and on courses that are always open is accessible, and its pictures are up to date', async () => {
  const { ctx, id, sessions, token } = await givenPastConference();
  const check = await givenCheck(ctx);
  const course = await givenCourse(ctx, {
    title: 'Trauma-informed teaching, self-paced',
    startsOn: addDays(systemClock.today(), -355),
    endsOn: addDays(systemClock.today(), 10),
  });
  const problems: Error[] = [];
  // Each picture that is out of date is taken before the test fails.
  const keep = (page: Page, name: PictureName, area?: string) =>
    keepPicture(page, name, CHANCE, area).catch((error) => problems.push(error as Error));

  const page = await browser.signedIn(ctx.actor.username, { width: 1000 });
  await page.goto(`${BASE}/conferences/${id}`);
  await keep(page, 'conference');
  await page.goto(BASE + check);
  expect(await textOfPage(page)).toContain('3 new · 1 with a problem, not saved.');
  await keep(page, 'session-check', 'section:has(.session-plan)');
  await page.goto(`${BASE}${check.replace(/check\/(\d+).*/, 'add?rows=$1')}`);
  await keep(page, 'session-grid', '.table-frame');
  await page.setViewport({ width: 760, height: 900 });
  await page.goto(`${BASE}/events/${course}`);
  await keep(page, 'always-open', '#continue');

  const phone = await browser.signedIn(ctx.actor.username, { width: 420 });
  await phone.goto(`${BASE}/events/${sessions[1]}/attendees/check-in/scan`);
  await phone.waitForSelector('::-p-text(Start the camera)');
  await phone.waitForSelector('summary::-p-text(Switch session)').then((summary) => summary!.click());
  await keep(phone, 'conference-scanner', '.scanned-session');
  const attendee = await browser.guest({ width: 420 });
  await attendee.goto(`${BASE}/conference/${token}`);
  await keep(attendee, 'conference-claim', 'section:has(input[name="sessions[]"])');
  // A page of its own, because the product's pages allow no styles within them.
  const paper = await browser.guest({ width: 816 });
  await paper.setContent(await printed());
  await keep(paper, 'conference-program', 'body');
  expect(problems).toEqual([]);

  const reader = await browser.guest();
  for (const path of ['/help/conferences', '/help']) {
    await reader.goto(BASE + path);
    await expectAccessible(reader);
    const broken = await reader.$$eval('main img', async (pictures) => {
      const answers = await Promise.all(pictures.map((picture) => fetch((picture as HTMLImageElement).src)));
      return answers.filter(({ ok }) => !ok).map(({ url }) => url);
    });
    expect(broken).toEqual([]);
  }
});

/** The program of the conference, as it is printed, with the margins of its page. */
async function printed(): Promise<string> {
  const address = 'https://pdups.example.gov/conference/program';
  const html = await programHtml({
    name: 'Bitterroot Educators’ Days',
    dates: 'March 5, 2027',
    place: 'Hamilton, MT',
    provider: 'Bitterroot Education Cooperative',
    address,
    days: [
      {
        day: 'Friday, March 5, 2027',
        sessions: PLAN.map(([title, instructor, , , room], index) => ({
          day: '2027-03-05',
          title,
          times: ['9:00–10:15 AM', '9:00–10:15 AM', '10:30–11:30 AM', '1:00–2:30 PM'][index]!,
          room,
          instructor,
          track: null,
          units: ['1.25 PDUs', '1.25 PDUs', '1 PDU', '1.5 PDUs'][index]!,
          address: `${address}/${index}`,
        })),
      },
    ],
  });
  return html.replace('</style>', 'html{background:#fff}body{padding:.5in}</style>');
}
