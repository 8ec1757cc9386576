import { type MailboxRequest, whyNoMailbox } from '@/lib/platform/mail/why-no-mailbox';

const HERE: MailboxRequest = {
  smtpUrl: null,
  appUrl: 'http://localhost:3000',
  address: '127.0.0.1',
  host: 'localhost:3000',
  viaProxy: false,
};

test.each<[string, Partial<MailboxRequest>]>([
  ['by name', {}],
  ['by number', { host: '127.0.0.1:41234' }],
  ['over IPv6', { address: '::1', host: '[::1]:3000' }],
  ['over both', { address: '::ffff:127.0.0.1' }],
])('only people at the machine itself can read the emails in its mailbox: %s', (_, change) => {
  expect(whyNoMailbox({ ...HERE, ...change })).toBeNull();
});

test.each<[string, Partial<MailboxRequest>, string]>([
  ['where mail really goes out', { smtpUrl: 'smtp://mail.example.org' }, 'mail server'],
  ['on a product under a public name', { appUrl: 'https://pdups.example.org' }, 'public name'],
  ['to another machine', { address: '192.0.2.7' }, 'another machine'],
  ['to a private address', { address: '10.0.0.1' }, 'another machine'],
  ['when nobody knows who asks', { address: '' }, 'another machine'],
  ['to an address that only begins alike', { address: '127.0.0.1.evil.example' }, 'another machine'],
  ['through a proxy on this machine', { viaProxy: true }, 'proxy'],
  ['under another name that leads here', { host: 'evil.example' }, 'another name'],
  ['under a name that only begins alike', { host: 'localhost.evil.example:3000' }, 'another name'],
  ['without a name', { host: null }, 'another name'],
])('there is no mailbox %s', (_, change, reason) => {
  expect(whyNoMailbox({ ...HERE, ...change })).toContain(reason);
});
