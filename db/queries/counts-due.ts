import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { events, providers } from '../schema';

type After = { endsOn: string; id: number };

/** Lists the ended events of every provider that have no count, oldest first, starting after a given one. */
export async function listCountsDueEverywhere(
  db: Queryable,
  { today, after, limit }: { today: string; after: After | null; limit: number },
) {
  return freshPlans(db)
    .select({
      id: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      providerName: providers.name,
      providerPhone: providers.phone,
    })
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .where(
      and(
        isNull(events.certificateCount),
        isNull(events.canceledAt),
        lt(events.endsOn, today),
        after ? sql`(${events.endsOn}, ${events.id}) > (${after.endsOn}::date, ${after.id}::bigint)` : undefined,
      ),
    )
    .orderBy(asc(events.endsOn), asc(events.id))
    .limit(limit);
}
