import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { insertCategory, lockCategories, updateCategory } from '@/db/queries/categories';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { lineOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { forgetKnownCategories } from './known-categories';
import { type EventCategory, listCategories } from './list-categories';

const MAX_NAME = 80;

/** Lists of categories in a cell are divided by semicolons and bars. */
const name = lineOfText({ label: 'The name', max: MAX_NAME }).refine((text) => !/[;|]/.test(text), {
  message: 'The name can’t contain a semicolon or a bar, because they divide categories in a list.',
});

export const addCategorySchema = z.object({ name });

const STATUSES = ['offered', 'retired'] as const;

export const categorySchema = z.object({
  name,
  /** The number of the category that it follows; blank: it is the first. */
  after: z
    .string()
    .regex(/^(|[1-9]\d{0,8})$/, 'Choose the place.')
    .transform((id) => (id === '' ? null : Number(id))),
  status: z.enum(STATUSES, 'Choose whether it is offered.'),
  /** What the form showed when it was opened. */
  saw: z.string('Open the page again, then save.'),
});

function categoryNotFound(): AppError {
  return new AppError('not_found', 'There is no category at this address. Choose from the list of categories.');
}

/** @throws AppError `not_found` for anything that cannot be a category's number */
export function parseCategoryId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw categoryNotFound();
  return Number(text);
}

/** Returns the categories in their order. For staff. */
export async function listCategoriesForStaff(ctx: Context): Promise<EventCategory[]> {
  authorize(ctx, 'settings.read');
  return listCategories(ctx);
}

const stampOf = (list: readonly EventCategory[], id: number) =>
  JSON.stringify(list.map((each) => (each.id === id ? each : each.id)));

function valuesOf(list: readonly EventCategory[], id: number): z.input<typeof categorySchema> | null {
  const index = list.findIndex((each) => each.id === id);
  const category = list[index];
  if (!category) return null;
  return {
    name: category.name,
    after: index === 0 ? '' : String(list[index - 1]!.id),
    status: category.retired ? 'retired' : 'offered',
    saw: stampOf(list, id),
  };
}

/**
 * Returns the form that changes a category, and the others that it can follow.
 * @throws AppError `forbidden` or `not_found`
 */
export async function categoryForm(
  ctx: Context,
  id: number,
): Promise<{ name: string; values: FormValues; others: EventCategory[] }> {
  authorize(ctx, 'settings.change');
  const list = await listCategories(ctx);
  const values = valuesOf(list, id);
  if (!values) throw categoryNotFound();
  return { name: values.name, values, others: list.filter((each) => each.id !== id) };
}

/**
 * Adds a category at the end of the list. Each server offers it within a minute.
 * @throws AppError `forbidden`, or `conflict` for a name that is taken
 */
export async function addCategory(ctx: Context, input: z.output<typeof addCategorySchema>): Promise<void> {
  authorize(ctx, 'settings.change');
  await changing(ctx, async (tx) => {
    const last = (await lockCategories(tx)).at(-1)?.position ?? 0;
    const id = await insertCategory(tx, { name: input.name, position: last + 1 });
    await record(tx, ctx, { action: 'category.added', subject: `category:${id}`, details: { name: input.name } });
  });
}

/**
 * Renames a category, moves it in the list, or retires it. Events that have a retired category keep it; no other event can
 * get it.
 * @throws AppError `forbidden`, `not_found`, `invalid` when nothing is different, or `conflict` for a name that is taken or
 * when somebody else changed the list since the form was opened
 */
export async function changeCategory(
  ctx: Context,
  { categoryId: id, ...input }: z.output<typeof categorySchema> & { categoryId: number },
): Promise<void> {
  authorize(ctx, 'settings.change');
  await changing(ctx, async (tx) => {
    const rows = await lockCategories(tx);
    const list = rows.map((row) => ({ id: row.id, name: row.name, retired: row.retiredAt !== null }));
    const before = valuesOf(list, id);
    if (!before) throw categoryNotFound();
    if (before.saw !== input.saw) {
      throw new AppError(
        'conflict',
        'Someone else changed the categories while you had the form open. Open it in another tab to see them, then enter your change there.',
      );
    }
    const others = rows.filter((row) => row.id !== id);
    const place = input.after === null ? 0 : others.findIndex((row) => row.id === input.after) + 1;
    if (input.after !== null && place === 0) throw new AppError('invalid', 'Choose the place in the list.');
    const nameOf = (after: string) => list.find((each) => String(each.id) === after)?.name ?? null;
    const changes = {
      ...(input.name !== before.name && { name: { before: before.name, after: input.name } }),
      ...(input.status !== before.status && { status: { before: before.status, after: input.status } }),
      ...(String(input.after ?? '') !== before.after && {
        follows: { before: nameOf(before.after), after: nameOf(String(input.after)) },
      }),
    };
    if (Object.keys(changes).length === 0) {
      throw new AppError('invalid', 'Nothing is different. Change what needs to be changed.');
    }
    const self = rows.find((row) => row.id === id)!;
    await updateCategory(tx, id, {
      name: input.name,
      retiredAt: input.status === 'offered' ? null : (self.retiredAt ?? ctx.clock.now()),
    });
    const ordered = [...others.slice(0, place), self, ...others.slice(place)];
    for (const [index, row] of ordered.entries()) {
      if (row.position !== index + 1) await updateCategory(tx, row.id, { position: index + 1 });
    }
    await record(tx, ctx, { action: 'category.changed', subject: `category:${id}`, details: { changes } });
  });
}

async function changing(ctx: Context, work: (tx: Transaction) => Promise<void>): Promise<void> {
  try {
    await ctx.db.transaction(work);
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind !== 'duplicate' || fault.constraint !== 'event_categories_name_unique') throw error;
    throw new AppError('conflict', 'There is already a category with that name. Choose another name.');
  }
  forgetKnownCategories();
}
