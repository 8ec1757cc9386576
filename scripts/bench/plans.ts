import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client';
import { calendarStatement } from '../../db/queries/calendar';
import { waitingStatement } from '../../db/queries/claims';
import { differingStatement, eventListStatement, owedStatement } from '../../db/queries/event-list';
import { firstDay, lastDay, monthOf } from '../../lib/calendar/rules';
import { MAX_EVENTS } from '../../lib/calendar/view-month';
import { rowsRequest } from '../../lib/events/list-events';
import { readEventListQuery, type SearchParams, WHOLE_LIST } from '../../lib/events/list-query';
import { COMMON_WORD, FREQUENT_WORDS_TOGETHER, RARE_WORD } from './load-events';

export type Plan = { name: string; plan: string; scansWholeTable: boolean };

/** Explains how PostgreSQL runs the list's queries for the large provider. */
export async function explainLists(
  db: Database,
  providerId: number,
  today: string,
  middle: SearchParams,
): Promise<Plan[]> {
  const scope = { providerId };
  const lists: [string, SearchParams][] = [
    ['first page', {}],
    ['middle page', middle],
    [`search for a frequent word`, { q: COMMON_WORD }],
    [`search for a rare word`, { q: RARE_WORD }],
    [`search for three words`, { q: FREQUENT_WORDS_TOGETHER }],
    ['count due, longest overdue first', { state: 'count-due', sort: 'end', order: 'asc' }],
    ['count due, by title', { state: 'count-due', sort: 'title' }],
    ['one category', { category: '3' }],
  ];
  const statements = [
    ...lists.map(([name, params]) => {
      const { query } = readEventListQuery(params);
      return { name, statement: eventListStatement(scope, rowsRequest(query, today, 51)).statement };
    }),
    {
      name: 'sessions of one conference',
      statement: eventListStatement(scope, rowsRequest(WHOLE_LIST, today, 51, { conferenceIds: [1] })).statement,
    },
    { name: 'counts owed, above the list', statement: owedStatement(scope, { today, limit: 5, countTo: 1001 }) },
    { name: 'counts to be looked at again, above the list', statement: differingStatement(scope, 1000) },
    {
      name: 'a month of the calendar',
      statement: calendarStatement(scope, {
        first: firstDay(monthOf(today)),
        last: lastDay(monthOf(today)),
        limit: MAX_EVENTS + 1,
      }),
    },
    { name: 'claims that wait, above the list', statement: waitingStatement(scope, 6) },
  ];
  const plans: Plan[] = [];
  for (const { name, statement } of statements) {
    const rows = await db.execute<{ 'QUERY PLAN': string }>(
      sql`explain (analyze, costs off, timing off, buffers off) ${statement}`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    plans.push({ name, plan, scansWholeTable: /Seq Scan on events(?!.*never executed)/.test(plan) });
  }
  return plans;
}
