import type { Queryable } from '@/db/client';
import { listCategories } from '@/db/queries/events';
import { AppError } from '@/lib/platform/errors';

export type OfferedCategory = { id: number; name: string };

/** Returns the categories that the form offers: those in use, plus retired ones that the event already has. */
export async function listOfferedCategories(db: Queryable, already: readonly number[]): Promise<OfferedCategory[]> {
  const all = await listCategories(db);
  return all
    .filter(({ id, retiredAt }) => retiredAt === null || already.includes(id))
    .map(({ id, name, retiredAt }) => ({ id, name: retiredAt ? `${name} (no longer offered)` : name }));
}

/** @throws AppError `invalid` for a category that does not exist, or that was retired and is new to the event */
export async function checkCategories(
  db: Queryable,
  chosen: readonly number[],
  already: readonly number[],
): Promise<void> {
  const offered = new Set((await listOfferedCategories(db, already)).map(({ id }) => id));
  if (chosen.some((id) => !offered.has(id))) {
    throw new AppError(
      'invalid',
      'One of the event categories is no longer offered. Open the page again to see the current categories.',
    );
  }
}
