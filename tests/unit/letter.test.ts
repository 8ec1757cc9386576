import { judge } from '@/lib/platform/mail/hand-over';
import type { Letter } from '@/lib/platform/mail/letter';
import { letterHtml } from '@/lib/platform/mail/letter-html';
import { letterText } from '@/lib/platform/mail/letter-text';
import { isMailAddress, parseMailFrom, whyNoMail } from '@/lib/platform/mail/mail-settings';

const LETTER: Letter = {
  kind: 'test.letter',
  to: 'jane@example.org',
  subject: 'Tom & "Jerry" <script>',
  name: "Jane <img src=x onerror='alert(1)'>",
  paragraphs: ['One & two', 'Line\nbreak'],
  code: '12345678',
  link: { label: 'Open <it>', href: 'https://pdups.example.org/a?b=1&c="2"' },
  expiresAt: new Date('2026-05-03T22:05:00Z'),
};

test('nothing in a letter becomes markup', () => {
  const html = letterHtml(LETTER, 'help@example.org');
  const words = html.replaceAll(/<style>.*?<\/style>/gs, '');
  expect(words).not.toMatch(/<(script|img|it)\b/);
  expect(words).toContain('href="https://pdups.example.org/a?b=1&amp;c=&quot;2&quot;"');
  expect(words).toContain('Line<br>break');
  expect(words).toContain('mailto:help@example.org');
});

test('a link of a letter leads to a web page', () => {
  const evil = { ...LETTER, link: { label: 'x', href: 'javascript:alert(1)' } };
  expect(() => letterHtml(evil, 'help@example.org')).toThrow('web address');
});

test('the plain text says everything the HTML says, with times as Montana writes them', () => {
  const text = letterText(LETTER, 'help@example.org');
  for (const piece of [LETTER.name!, ...LETTER.paragraphs, LETTER.code!, LETTER.link!.href, 'help@example.org']) {
    expect(text).toContain(piece);
  }
  expect(text).toContain('The code works until May 3, 2026 at 4:05 PM MT.');
});

test('a letter without a name, a code or a link is whole', () => {
  const plain: Letter = { kind: 'x', to: 'a@example.org', subject: 'Hello', paragraphs: ['Just so you know.'] };
  expect(letterText(plain, 'h@example.org')).not.toMatch(/undefined|null|Hello ,/);
  expect(letterHtml(plain, 'h@example.org')).not.toMatch(/undefined|null|Hello ,|class="(code|button)"/);
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

test('settings of mail are checked with a sentence that does not repeat them', () => {
  expect(parseMailFrom('PDUPS <a@b.c>')).toEqual({ name: 'PDUPS', address: 'a@b.c' });
  expect(parseMailFrom('a@b.c')).toEqual({ name: '', address: 'a@b.c' });
  expect(whyNoMail({ SMTP_URL: 'smtps://me:hunter2@mail.example.org', MAIL_FROM: 'a@b.c' })).toBeNull();
  expect(whyNoMail({})).toBeNull();
  expect(whyNoMail({ SMTP_URL: 'http://me:hunter2@x' })).toMatch(/^SMTP_URL must(?!.*hunter2)/);
  expect(whyNoMail({ MAIL_FROM: 'a@b.c\r\nBcc: x@y.z' })).toMatch(/^MAIL_FROM must/);
});

test('what a mail server said decides whether a letter is tried again', () => {
  const fault = (responseCode?: number) => Object.assign(new Error('x'), { code: 'ECONNECTION', responseCode });
  const outcome = (code: number | undefined, greeted: boolean, leaving: boolean) =>
    judge(fault(code), { greeted, leaving }).outcome;
  expect(outcome(undefined, false, false)).toBe('later');
  expect(outcome(421, true, true)).toBe('later');
  expect(outcome(451, true, true)).toBe('later');
  expect(outcome(550, true, false)).toBe('never');
  expect(outcome(554, true, true)).toBe('never');
  // A wrong password of ours says nothing about the letter.
  expect(outcome(535, false, false)).toBe('later');
  expect(outcome(undefined, true, false)).toBe('later');
  expect(outcome(undefined, true, true)).toBe('unclear');
});
