import { changeRequestMail } from '@/lib/events/change-request';

test('the e-mail that asks for a change names provider and event, whatever letters they hold', () => {
  const event = { id: 1042, title: 'A & B?', providerName: 'Séliš & Co. #1' };
  const mail = new URL(changeRequestMail(event, 'help@example.org'));
  expect(mail.pathname).toBe('help@example.org');
  expect([...mail.searchParams.keys()]).toEqual(['subject', 'body']);
  expect(mail.searchParams.get('subject')).toBe('Change to event 1042, Séliš & Co. #1');
  expect(mail.searchParams.get('body')).toContain('Title: A & B?');
});
