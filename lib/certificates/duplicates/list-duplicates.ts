import {
  countPossibleDuplicates as countRows,
  listPossibleDuplicates as listRows,
  type PossibleDuplicate,
} from '@/db/queries/duplicates';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { logReading } from '@/lib/attendees/log-reading';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { MAX_AT_ONCE } from './decide-duplicates';
import { betterRecord } from './rules';

const PAGE = 200;

/** People with one name who may be one person, and who of them would stay. */
export type DuplicateGroup = { people: PossibleDuplicate[]; keptId: number };

/**
 * The people on an event's roster who may be one person, by name. Who they are, the provider decides.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listDuplicates(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const rows = await listRows(ctx.db, eventId, PAGE);
  const groups: DuplicateGroup[] = [...Map.groupBy(rows, ({ nameKey }) => nameKey).values()]
    // The limit may have cut the last group.
    .filter((people) => people.length > 1)
    .map((people) => people.slice(0, MAX_AT_ONCE))
    .map((people) => ({ people, keptId: betterRecord(people).id }));
  return { event, groups, mayChange: whyNotAllowed(ctx.actor, 'roster.change') === null };
}

/** How many people on an event's roster may be the same person as another one. @throws AppError `forbidden` */
export async function countPossibleDuplicates(ctx: Context, eventId: number): Promise<number> {
  authorize(ctx, 'roster.read');
  return countRows(ctx.db, eventId);
}
