import * as queries from '@/db/queries/events';
import type { Context } from '@/lib/platform/visit';

export type EventCategory = { id: number; name: string; retired: boolean };

/** Returns the event categories in staff's order; retired ones stay for the events that have them. */
export async function listCategories(ctx: Pick<Context, 'db'>): Promise<EventCategory[]> {
  const rows = await queries.listCategories(ctx.db);
  return rows.map(({ id, name, retiredAt }) => ({ id, name, retired: retiredAt !== null }));
}
