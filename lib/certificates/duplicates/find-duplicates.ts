import type { Queryable } from '@/db/client';
import { listAlike, listDistinct } from '@/db/queries/duplicates';
import { groupsOf } from './rules';

/**
 * Returns the groups of people on an event's roster who may be one person, by their ids. The caller has authorized it.
 */
export async function findPossibleDuplicates(db: Queryable, eventId: number): Promise<number[][]> {
  const people = await listAlike(db, eventId);
  const distinct = await listDistinct(
    db,
    people.map(({ id }) => id),
  );
  return groupsOf(people, distinct);
}

/** Returns how many people on an event's roster may be the same person as another one there. */
export async function countDuplicates(db: Queryable, eventId: number): Promise<number> {
  return (await findPossibleDuplicates(db, eventId)).flat().length;
}

/**
 * Returns whether these people of a roster may be one person, by what the roster says about them; also when the provider
 * has decided already that they are several.
 */
export async function mayBeOnePerson(db: Queryable, eventId: number, ids: readonly number[]): Promise<boolean> {
  return groupsOf(await listAlike(db, eventId), []).some((group) => ids.every((id) => group.includes(id)));
}
