import * as queries from '@/db/queries/events';
import type { Context } from '@/lib/platform/visit';

export type EventCategory = { id: number; name: string; retired: boolean };

/** The event categories in staff's order; a retired one is kept for the events that have it. */
export async function listCategories(ctx: Pick<Context, 'db'>): Promise<EventCategory[]> {
  const rows = await queries.listCategories(ctx.db);
  return rows.map(({ id, name, retiredAt }) => ({ id, name, retired: retiredAt !== null }));
}
