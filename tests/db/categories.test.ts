import '../support/settings';
import { asc, eq } from 'drizzle-orm';
import { eventCategories, eventCategoryLinks, users } from '@/db/schema';
import type { Staff } from '@/lib/access/actor';
import {
  addCategory,
  addCategorySchema,
  categoryForm,
  categorySchema,
  changeCategory,
  listCategoriesForStaff,
} from '@/lib/events/change-category';
import { getEvent } from '@/lib/events/find-event';
import { knownCategories } from '@/lib/events/known-categories';
import { listOfferedCategories } from '@/lib/events/offered-categories';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { SignedInContext } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const test_ = testDatabase();
let admin: SignedInContext & { actor: Staff };

beforeAll(async () => {
  const ctx = await staffContext(test_.db);
  await test_.db.update(users).set({ staffRole: 'administrator' }).where(eq(users.id, ctx.actor.userId));
  admin = { ...ctx, actor: { ...ctx.actor, role: 'administrator' } };
});

const names = async () => (await listCategoriesForStaff(admin)).map(({ name }) => name);
const idOf = async (name: string) => (await listCategoriesForStaff(admin)).find((each) => each.name === name)!.id;

async function change(name: string, changes: FormValues, opened?: FormValues) {
  const categoryId = await idOf(name);
  const values = opened ?? (await categoryForm(admin, categoryId)).values;
  return changeCategory(admin, { ...categorySchema.parse({ ...values, ...changes }), categoryId });
}

test('only administrators change categories', async () => {
  const staff = await staffContext(test_.db);
  expect(await listCategoriesForStaff(staff)).toHaveLength(20);
  await expect(addCategory(staff, { name: 'Space' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(categoryForm(staff, 1)).rejects.toMatchObject({ code: 'forbidden' });
  const { values } = await categoryForm(admin, 1);
  const input = categorySchema.parse({ ...values, name: 'Space' });
  await expect(changeCategory(staff, { ...input, categoryId: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listCategoriesForStaff(await providerContext(test_.db))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a category is added at the end, once, and offered', async () => {
  await knownCategories(admin);
  await addCategory(admin, addCategorySchema.parse({ name: ' Outdoor  education ' }));
  expect((await names()).at(-1)).toBe('Outdoor education');
  expect((await knownCategories(admin)).at(-1)?.name).toBe('Outdoor education');
  expect((await listOfferedCategories(test_.db, [])).at(-1)?.name).toBe('Outdoor education');
  const id = await idOf('Outdoor education');
  await expectAudit(test_.db, 'category.added', `category:${id}`, { details: { name: 'Outdoor education' } });
  await expect(addCategory(admin, { name: 'outdoor EDUCATION' })).rejects.toMatchObject({ code: 'conflict' });
  expect(addCategorySchema.safeParse({ name: 'Reading; writing' }).error?.issues[0]?.message).toContain('semicolon');
  expect(addCategorySchema.parse({ name: 'Reading, writing' }).name).toBe('Reading, writing');
});

test('a category is renamed and moved, and the others keep their order', async () => {
  const before = await names();
  await change('Science', { name: 'Natural science', after: '' });
  const expected = ['Natural science', ...before.filter((name) => name !== 'Science')];
  expect(await names()).toEqual(expected);
  const positions = await test_.db.select().from(eventCategories).orderBy(asc(eventCategories.position));
  expect(positions.map(({ position }) => position)).toEqual(expected.map((_, index) => index + 1));
  await expectAudit(test_.db, 'category.changed', `category:${await idOf('Natural science')}`, {
    details: {
      changes: {
        name: { before: 'Science', after: 'Natural science' },
        follows: { before: before[before.indexOf('Science') - 1], after: null },
      },
    },
  });
  await expect(change('Natural science', { name: 'Mathematics' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(change('Natural science', {})).rejects.toMatchObject({ code: 'invalid' });
  await expect(change('Natural science', { after: '999999' })).rejects.toMatchObject({ code: 'invalid' });
});

test('an event keeps a retired category, which is offered to no other event until it is offered again', async () => {
  const ctx = await providerContext(test_.db);
  const eventId = await givenEvent(ctx);
  const name = 'World languages';
  const categoryId = await idOf(name);
  await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId });
  const offered = async (already: number[]) =>
    (await listOfferedCategories(test_.db, already)).some(({ id }) => id === categoryId);
  await change(name, { status: 'retired' });
  expect((await getEvent(ctx, eventId)).categoryIds).toContain(categoryId);
  expect([await offered([]), await offered([categoryId])]).toEqual([false, true]);
  await change(name, { status: 'offered' });
  expect(await offered([])).toBe(true);
});

test('two administrators do not overwrite each other’s order', async () => {
  const { values } = await categoryForm(admin, await idOf('Arts'));
  await change('Mathematics', { after: '' });
  await expect(change('Arts', { after: '' }, values)).rejects.toMatchObject({ code: 'conflict' });
});
