import type { Email } from '@/lib/platform/mail/email';
import { emailHtml } from '@/lib/platform/mail/email-html';
import { emailText } from '@/lib/platform/mail/email-text';
import { expectAccessible, testBrowser } from '../support/browser';

const browser = testBrowser();
jest.setTimeout(60_000);

const SUPPORT = 'help@example.org';
/** As long as the fields allow, without a place to break. */
const LONG = 'Wissenschaftskommunikation'.repeat(6);
const link = (label: string) => ({
  label,
  href: `https://pdups.example.org/events/42/report?after=${'x'.repeat(120)}`,
});

const DIGEST: Email = {
  kind: 'notices',
  to: 'jane@example.org',
  name: `Jane ${LONG}`,
  subject: '3 things wait for you',
  paragraphs: ['These things wait for you in PDUPS.'],
  groups: [
    {
      heading: 'Record 2 certificate counts',
      lines: [
        { title: LONG, text: 'Ended on May 3, 2026, 7 days ago.', link: link('Record the count') },
        { title: 'Séliš u Ql̓ispé place names', text: `At ${LONG}.`, link: link('Record the count') },
      ],
      more: [{ label: 'And 12 others: All events with a count due', href: 'https://pdups.example.org/events' }],
    },
    {
      heading: 'Answer 1 question',
      lines: [{ title: 'Correction of Reading', text: 'Staff asked you.', link: link('Answer the question') }],
    },
  ],
  closing: ['Without a count, an educator’s renewal may be denied.'],
  unsubscribe: {
    href: 'https://pdups.example.org/unsubscribe/x',
    chooseHref: 'https://pdups.example.org/account/notices',
  },
};

const CODE: Email = {
  kind: 'password_reset.code',
  to: 'jane@example.org',
  name: 'Jane',
  subject: 'Your code',
  paragraphs: [`This code is for ${LONG}.`, 'If you did not ask for it,\nyou need not do anything.'],
  code: '12345678',
  link: link('Open PDUPS'),
  expiresAt: new Date('2026-05-03T22:05:00Z'),
};

test.each([
  ['a digest', DIGEST],
  ['a code', CODE],
])('%s fits a phone and a desktop, and is accessible in light and in dark', async (_, email) => {
  for (const width of [360, 600]) {
    const page = await browser.guest({ width, javaScript: true });
    await page.setContent(emailHtml(email, SUPPORT));
    const { wide, small } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      // Text that a phone would have to enlarge.
      small: [...document.querySelectorAll<HTMLElement>('p, a, li, h1, h2, td')].filter(
        (element) => element.textContent?.trim() !== '' && Number.parseFloat(getComputedStyle(element).fontSize) < 12,
      ).length,
    }));
    expect({ width, wide, small }).toEqual({ width, wide: 0, small: 0 });
    await expectAccessible(page);
    const colors: string[] = [];
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      colors.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }
    expect(colors[0]).not.toBe(colors[1]);
  }
});

test('the plain text of a digest has every line with its address', () => {
  const text = emailText(DIGEST, SUPPORT);
  for (const { heading, lines, more } of DIGEST.groups!) {
    expect(text).toContain(heading.toUpperCase());
    for (const {
      title,
      text: words,
      link: { href },
    } of lines)
      for (const each of [title, words, href]) expect(text).toContain(each);
    for (const { href } of more ?? []) expect(text).toContain(href);
  }
  expect(text).toContain(DIGEST.unsubscribe!.chooseHref);
});
