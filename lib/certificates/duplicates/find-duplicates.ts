import type { Queryable } from '@/db/client';
import { listAlike, listDistinct } from '@/db/queries/duplicates';
import { groupsOf } from './rules';

/**
 * Returns the groups of people on an event's roster who may be one person, by their ids. The caller has authorized it.
 */
export async function findPossibleDuplicates(db: Queryable, eventId: number): Promise<number[][]> {
  return (await groupsByEvent(db, [eventId])).get(eventId) ?? [];
}

/** Returns how many people on an event's roster may be the same person as another one there. */
export async function countDuplicates(db: Queryable, eventId: number): Promise<number> {
  return (await countDuplicatesOf(db, [eventId])).get(eventId) ?? 0;
}

/**
 * Returns the same for each of these events, in two queries however many they are; events without possible duplicates are
 * left out.
 */
export async function countDuplicatesOf(db: Queryable, eventIds: readonly number[]): Promise<Map<number, number>> {
  const groups = await groupsByEvent(db, eventIds);
  return new Map([...groups].map(([eventId, found]) => [eventId, found.flat().length]));
}

async function groupsByEvent(db: Queryable, eventIds: readonly number[]): Promise<Map<number, number[][]>> {
  const people = await listAlike(db, eventIds);
  const distinct = await listDistinct(
    db,
    people.map(({ id }) => id),
  );
  const found = [...Map.groupBy(people, ({ eventId }) => eventId)].map(
    ([eventId, alike]) => [eventId, groupsOf(alike, distinct)] as const,
  );
  return new Map(found.filter(([, groups]) => groups.length > 0));
}

/**
 * Returns whether these people of a roster may be one person, by what the roster says about them; also when the provider
 * has decided already that they are several.
 */
export async function mayBeOnePerson(db: Queryable, eventId: number, ids: readonly number[]): Promise<boolean> {
  return groupsOf(await listAlike(db, [eventId]), []).some((group) => ids.every((id) => group.includes(id)));
}
