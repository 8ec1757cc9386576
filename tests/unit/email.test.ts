import { judge } from '@/lib/platform/mail/deliver';
import type { Email } from '@/lib/platform/mail/email';
import { emailHtml } from '@/lib/platform/mail/email-html';
import { emailText } from '@/lib/platform/mail/email-text';
import { isMailAddress, parseMailFrom, whyNoMail } from '@/lib/platform/mail/mail-settings';

const EMAIL: Email = {
  kind: 'test.letter',
  to: 'jane@example.org',
  subject: 'Tom & "Jerry" <script>',
  name: "Jane <img src=x onerror='alert(1)'>",
  paragraphs: ['One & two', 'Line\nbreak'],
  code: '12345678',
  link: { label: 'Open <it>', href: 'https://pdups.example.org/a?b=1&c="2"' },
  expiresAt: new Date('2026-05-03T22:05:00Z'),
};

test('nothing in an email becomes markup', () => {
  const html = emailHtml(EMAIL, 'help@example.org');
  const words = html.replaceAll(/<style>.*?<\/style>/gs, '');
  expect(words).not.toMatch(/<(script|img|it)\b/);
  expect(words).toContain('href="https://pdups.example.org/a?b=1&amp;c=&quot;2&quot;"');
  expect(words).toContain('Line<br>break');
  expect(words).toContain('mailto:help@example.org');
});

test('a link in an email leads to a web page', () => {
  const evil = { ...EMAIL, link: { label: 'x', href: 'javascript:alert(1)' } };
  expect(() => emailHtml(evil, 'help@example.org')).toThrow('web address');
});

test('the plain text says everything that the HTML says, with times as people in Montana write them', () => {
  const text = emailText(EMAIL, 'help@example.org');
  for (const piece of [EMAIL.name!, ...EMAIL.paragraphs, EMAIL.code!, EMAIL.link!.href, 'help@example.org']) {
    expect(text).toContain(piece);
  }
  expect(text).toContain('The code works until May 3, 2026 at 4:05 PM MT.');
});

test('an email without a name, a code or a link is complete', () => {
  const plain: Email = { kind: 'x', to: 'a@example.org', subject: 'Hello', paragraphs: ['Just so you know.'] };
  expect(emailText(plain, 'h@example.org')).not.toMatch(/undefined|null|Hello ,/);
  expect(emailHtml(plain, 'h@example.org')).not.toMatch(/undefined|null|Hello ,|class="(code|button)"/);
});

test.each(['a@b.example', 'o’neil@b.example', 'first.last+tag@sub.b.example'])('%s is one address', (address) => {
  expect(isMailAddress(address)).toBe(true);
});

test.each(['', 'a', 'a@', '@b', 'a@b@c', 'a@b,c@d', 'A <a@b.c>', 'a@b.c\n', 'a b@c.d', 'a@b.c\u2028', '"a"@b.c'])(
  '%j is not',
  (address) => {
    expect(isMailAddress(address)).toBe(false);
  },
);

test('email settings are checked with a sentence that does not repeat them', () => {
  expect(parseMailFrom('PDUPS <a@b.c>')).toEqual({ name: 'PDUPS', address: 'a@b.c' });
  expect(parseMailFrom('a@b.c')).toEqual({ name: '', address: 'a@b.c' });
  expect(whyNoMail({ SMTP_URL: 'smtps://me:hunter2@mail.example.org', MAIL_FROM: 'a@b.c' })).toBeNull();
  expect(whyNoMail({})).toBeNull();
  expect(whyNoMail({ SMTP_URL: 'http://me:hunter2@x' })).toMatch(/^SMTP_URL must(?!.*hunter2)/);
  expect(whyNoMail({ MAIL_FROM: 'a@b.c\r\nBcc: x@y.z' })).toMatch(/^MAIL_FROM must/);
  expect(whyNoMail({ BOUNCE_ADDRESS: 'bounces@example.org' })).toBeNull();
  for (const address of ['bounces', 'bounces+x@example.org', 'a-name-that-is-too-long@example.org']) {
    expect(whyNoMail({ BOUNCE_ADDRESS: address })).toMatch(/^BOUNCE_ADDRESS must/);
  }
});

test('the mail server’s answer decides whether an email is tried again', () => {
  const fault = (responseCode?: number) => Object.assign(new Error('x'), { code: 'ECONNECTION', responseCode });
  const outcome = (code: number | undefined, greeted: boolean, leaving: boolean) =>
    judge(fault(code), { greeted, leaving }).outcome;
  expect(outcome(undefined, false, false)).toBe('deferred');
  expect(outcome(421, true, true)).toBe('deferred');
  expect(outcome(451, true, true)).toBe('deferred');
  expect(outcome(550, true, false)).toBe('rejected');
  expect(outcome(554, true, true)).toBe('rejected');
  // A wrong password in the product's settings says nothing about the email.
  expect(outcome(535, false, false)).toBe('deferred');
  expect(outcome(undefined, true, false)).toBe('deferred');
  expect(outcome(undefined, true, true)).toBe('unknown');
});
