import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { certificateMails } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { mailCertificate } from '@/lib/certificates/mail/mail-certificate';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { givenAttendee } from '../support/attendees';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { givenSession } from '../support/conferences';
import { givenConference } from '../support/events';
import { demoContext } from '../support/people';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(async () => {
  await closeRenderer();
  await db.$client.end();
});

/** Adds a session of a conference, and two people who were emailed its certificate; one of these emails came back. */
async function given() {
  const ctx = await demoContext(db, 'jdoe');
  const name = `Institute ${crypto.randomUUID().slice(0, 8)}`;
  const conferenceId = await givenConference(ctx, name);
  const eventId = await givenSession(ctx, conferenceId, {
    title: 'Teaching fractions in small groups',
    startsOn: addDays(systemClock.today(), -2),
    certificateCount: 2,
  });
  const ids: number[] = [];
  for (const person of ['Kim Nakai', 'Lee Two Feathers']) {
    const email = `${person.split(' ')[0]!.toLowerCase()}@${crypto.randomUUID().slice(0, 8)}.example.org`;
    const attendeeId = await givenAttendee(ctx, eventId, { name: person, email, units: '1' });
    const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
    const certificateId = issued[0]!.id;
    await mailCertificate(ctx, { eventId, certificateId, unsigned: true });
    ids.push(attendeeId);
    if (ids.length > 1) continue;
    const [mail] = await db.select().from(certificateMails).where(eq(certificateMails.certificateId, certificateId));
    await db.execute(sql`
      insert into mail_bounces (mail_id, how, status, at) values (${mail!.mailId}, 'report', '5.1.1', now())
      on conflict (mail_id) do nothing`);
  }
  return { conferenceId, eventId, attendeeId: ids[0]! };
}

/** Follows the link to the people whose emails came back. */
async function showFound(page: Page) {
  await pressAndStay(page, 'See who it is');
  await eventually(async () => !(await textOfPage(page)).includes('See who it is'), 'only these people are listed');
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test.each([1280, 360])('emails that came back are counted, marked and found, at a width of %i', async (width) => {
  const { conferenceId, eventId, attendeeId } = await given();
  const page = await browser.signedIn('jdoe', { width });
  const event = `/events/${eventId}`;
  for (const path of [`${event}/certificates`, `${event}/certificates/mail`, `${event}/attendees`]) {
    await page.goto(`${BASE}${path}`);
    expect(await textOfPage(page)).toContain('The email to 1 person came back');
    expect(await fits(page)).toBe(true);
    await expectAccessible(page);
  }
  await showFound(page);
  const found = await textOfPage(page);
  expect(found).toContain('Kim Nakai');
  expect(found).not.toContain('Lee Two Feathers');
  expect(found).toContain('Email came back');

  const conference = `/conferences/${conferenceId}`;
  for (const path of [`${conference}/mail`, `${conference}/roster`]) {
    await page.goto(`${BASE}${path}`);
    expect(await textOfPage(page)).toContain('The email to 1 person came back');
    expect(await fits(page)).toBe(true);
    await expectAccessible(page);
  }
  await showFound(page);
  expect(await textOfPage(page)).not.toContain('Lee Two Feathers');
  await press(page, 'Correct the address of Kim Nakai', `${event}/attendees/${attendeeId}`);

  await page.goto(`${BASE}/portal`);
  const link = `a[href="${event}/attendees/${attendeeId}"]`;
  expect(await page.$eval(`.todo ${link}`, (element) => element.textContent)).toContain('Correct the address');
});
