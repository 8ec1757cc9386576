import { eq } from 'drizzle-orm';
import { mails, users } from '@/db/schema';
import { createFirstAccessLink, FIRST_ACCESS_HOURS, firstAccessPath } from '@/lib/users/first-access-link';
import { findFirstAccessPerson, setFirstPassword } from '@/lib/users/reset/first-access';
import { findWalk } from '@/lib/users/reset/walk';
import { signIn } from '@/lib/users/sign-in';
import { testDatabase } from '../support/database';
import { givenPerson, NEW_PASSWORD, START, visitAt } from '../support/resets';

const held = testDatabase();
const at = (minutes: number) => visitAt(held.db, minutes);
const post = (minutes: number, token: string, password = NEW_PASSWORD, browser = crypto.randomUUID()) =>
  setFirstPassword(at(minutes), { token, password, mark: '' }, browser);

async function withLink() {
  const person = await givenPerson(held.db);
  const { token } = await createFirstAccessLink(held.db, at(0), person.id);
  return { person, token };
}

test('a link leads to the page that takes it', () => {
  expect(firstAccessPath('abc')).toBe('/password-reset/first-access?token=abc');
});

test('a link lets a person choose a password, once, and shows that browser that it is done', async () => {
  const { person, token } = await withLink();
  expect(await post(1, token, NEW_PASSWORD, 'browser')).toBeNull();
  expect(await findWalk(at(1), 'browser')).toMatchObject({ step: 'done', username: person.username });
  await signIn(at(1), { username: person.username, password: NEW_PASSWORD });
  await expect(post(2, token, `${NEW_PASSWORD}8`)).rejects.toMatchObject({ code: 'not_found' });
  const letters = await held.db.select().from(mails).where(eq(mails.toAddress, person.email));
  expect(letters.map(({ kind }) => kind)).toEqual(['password.changed']);
});

test('looking at a link uses nothing up, however often: mail scanners look, too', async () => {
  const { person, token } = await withLink();
  for (let i = 0; i < 3; i++) expect((await findFirstAccessPerson(at(i), token))?.id).toBe(person.id);
  expect(await post(4, token)).toBeNull();
});

test('a password that is refused leaves the link as it was', async () => {
  const { token } = await withLink();
  expect(await post(1, token, 'JordanDoe2026')).toContain('your own name');
  expect(await post(1, token)).toBeNull();
});

test('of five posts at once one sets the password', async () => {
  const { token } = await withLink();
  const posts = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => post(1, token, `${NEW_PASSWORD}${n}`)));
  expect(posts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a link ends with its time, with a password set otherwise, and with the person’s access', async () => {
  const late = await withLink();
  expect(await findFirstAccessPerson(at(FIRST_ACCESS_HOURS * 60), late.token)).toBeNull();
  await expect(post(FIRST_ACCESS_HOURS * 60, late.token)).rejects.toMatchObject({ code: 'not_found' });

  const two = await withLink();
  const second = await createFirstAccessLink(held.db, at(0), two.person.id);
  await post(1, second.token);
  expect(await findFirstAccessPerson(at(1), two.token)).toBeNull();

  const disabled = await withLink();
  await held.db.update(users).set({ disabledAt: START }).where(eq(users.id, disabled.person.id));
  expect(await findFirstAccessPerson(at(1), disabled.token)).toBeNull();
});

test('a link that nobody was given is refused', async () => {
  await expect(post(1, 'made-up')).rejects.toMatchObject({ code: 'not_found' });
});
