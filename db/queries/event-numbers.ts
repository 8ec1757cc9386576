import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { eventCategories, eventCategoryLinks, events } from '../schema';
import { type EventScope, withinScope } from './events';

/** Events whose end date is in this range; `today` decides which of them owe a count. */
export type NumbersRequest = { from: string; to: string; today: string };

export type NumbersRow = {
  /** The month as `2026-07`, or the category's name. */
  group: string;
  events: number;
  /** The sum of their hours of instruction, an exact decimal. */
  hours: string;
  certificates: number;
  countsDue: number;
};

/** Sums a scope's events by the month of their end date; months without an event have no row. */
export async function sumByMonth(db: Queryable, scope: EventScope, request: NumbersRequest): Promise<NumbersRow[]> {
  const rows = await db.execute<RawRow>(byMonthStatement(scope, request));
  return rows.map(toRow);
}

/** Sums a scope's events by category, in the order of the categories; an event counts in each of its own. */
export async function sumByCategory(db: Queryable, scope: EventScope, request: NumbersRequest): Promise<NumbersRow[]> {
  const rows = await db.execute<RawRow>(byCategoryStatement(scope, request));
  return rows.map(toRow);
}

export function byMonthStatement(scope: EventScope, request: NumbersRequest): SQL {
  return sql`
    select to_char(${events.endsOn}, 'YYYY-MM') as "group", ${sums(request)}
    from ${events} where ${within(scope, request)}
    group by 1 order by 1`;
}

export function byCategoryStatement(scope: EventScope, request: NumbersRequest): SQL {
  return sql`
    select ${eventCategories.name} as "group", ${sums(request)}
    from ${events}
    join ${eventCategoryLinks} on ${eventCategoryLinks.eventId} = ${events.id}
    join ${eventCategories} on ${eventCategories.id} = ${eventCategoryLinks.categoryId}
    where ${within(scope, request)}
    group by ${eventCategories.id}, ${eventCategories.name}, ${eventCategories.position}
    order by ${eventCategories.position}, ${eventCategories.id}`;
}

function sums({ today }: NumbersRequest): SQL {
  return sql`count(*) as events, sum(${events.hours}) as hours, coalesce(sum(${events.certificateCount}), 0) as certificates,
    count(*) filter (where ${events.certificateCount} is null and ${events.endsOn} < ${today}::date) as counts_due`;
}

function within(scope: EventScope, { from, to }: NumbersRequest): SQL {
  const when = sql`${events.endsOn} between ${from}::date and ${to}::date and ${events.canceledAt} is null`;
  const whose = withinScope(scope);
  return whose ? sql`${whose} and ${when}` : when;
}

type RawRow = { group: string; events: string; hours: string; certificates: string; counts_due: string };

function toRow(row: RawRow): NumbersRow {
  return {
    group: row.group,
    events: Number(row.events),
    hours: row.hours,
    certificates: Number(row.certificates),
    countsDue: Number(row.counts_due),
  };
}
