import { eq } from 'drizzle-orm';
import { mails, users } from '@/db/schema';
import { createFirstAccessLink, FIRST_ACCESS_HOURS, firstAccessPath } from '@/lib/users/first-access-link';
import { findFirstAccessPerson, setFirstPassword } from '@/lib/users/reset/first-access';
import { findResetFlow } from '@/lib/users/reset/flow';
import { signIn } from '@/lib/users/sign-in';
import { testDatabase } from '../support/database';
import { givenPerson, NEW_PASSWORD, START, visitAt } from '../support/resets';

const testDb = testDatabase();
const at = (minutes: number) => visitAt(testDb.db, minutes);
const post = (minutes: number, token: string, password = NEW_PASSWORD, browser = crypto.randomUUID()) =>
  setFirstPassword(at(minutes), { token, password, mark: '' }, browser);

async function withLink() {
  const person = await givenPerson(testDb.db);
  const { token } = await createFirstAccessLink(testDb.db, at(0), person.id);
  return { person, token };
}

test('a link leads to the page that accepts it', () => {
  expect(firstAccessPath('abc')).toBe('/password-reset/first-access?token=abc');
});

test('a link lets a person choose a password once, and shows that browser that it is done', async () => {
  const { person, token } = await withLink();
  expect(await post(1, token, NEW_PASSWORD, 'browser')).toBeNull();
  expect(await findResetFlow(at(1), 'browser')).toMatchObject({ step: 'done', username: person.username });
  await signIn(at(1), { username: person.username, password: NEW_PASSWORD });
  await expect(post(2, token, `${NEW_PASSWORD}8`)).rejects.toMatchObject({ code: 'not_found' });
  const emails = await testDb.db.select().from(mails).where(eq(mails.toAddress, person.email));
  expect(emails.map(({ kind }) => kind)).toEqual(['password.changed']);
});

test('a form that is sent again, because its answer was lost, shows that browser, too, that it is done', async () => {
  const { person, token } = await withLink();
  expect(await Promise.all([1, 2].map(() => post(1, token)))).toEqual([null, null]);
  expect(await post(2, token, NEW_PASSWORD, 'again')).toBeNull();
  expect(await findResetFlow(at(2), 'again')).toMatchObject({ step: 'done', username: person.username });
  const emails = await testDb.db.select().from(mails).where(eq(mails.toAddress, person.email));
  expect(emails.map(({ kind }) => kind)).toEqual(['password.changed']);
  await expect(post(16, token)).rejects.toMatchObject({ code: 'not_found' });
});

test('opening a link uses nothing up, no matter how often, because mail scanners open it, too', async () => {
  const { person, token } = await withLink();
  for (let i = 0; i < 3; i++) expect((await findFirstAccessPerson(at(i), token))?.id).toBe(person.id);
  expect(await post(4, token)).toBeNull();
});

test('a password that is refused leaves the link usable', async () => {
  const { token } = await withLink();
  expect(await post(1, token, 'JordanDoe2026')).toContain('your name');
  expect(await post(1, token)).toBeNull();
});

test('of five posts at once, one sets the password', async () => {
  const { token } = await withLink();
  const posts = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => post(1, token, `${NEW_PASSWORD}${n}`)));
  expect(posts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a link ends after its time, with a password set in another way, and with the person’s access', async () => {
  const late = await withLink();
  expect(await findFirstAccessPerson(at(FIRST_ACCESS_HOURS * 60), late.token)).toBeNull();
  await expect(post(FIRST_ACCESS_HOURS * 60, late.token)).rejects.toMatchObject({ code: 'not_found' });

  const two = await withLink();
  const second = await createFirstAccessLink(testDb.db, at(0), two.person.id);
  await post(1, second.token);
  expect(await findFirstAccessPerson(at(1), two.token)).toBeNull();

  const disabled = await withLink();
  await testDb.db.update(users).set({ disabledAt: START }).where(eq(users.id, disabled.person.id));
  expect(await findFirstAccessPerson(at(1), disabled.token)).toBeNull();
});

test('a link that was never given out is refused', async () => {
  await expect(post(1, 'made-up')).rejects.toMatchObject({ code: 'not_found' });
});
