import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Database } from '../../db/client';
import { type Found, insertStatement } from '../../db/queries/notices';
import { NOTICE_KINDS } from '../../lib/notices/kinds';
import { FIRST_PLAN_DAYS, planNotices } from '../../lib/notices/plan-notices';
import { stepsOf } from '../../lib/notices/rules';
import { addBusinessDays } from '../../lib/platform/business-days';
import type { Clock } from '../../lib/platform/clock';
import { addDays } from '../../lib/platform/days';
import { defaultOf } from '../../lib/settings/definitions';
import type { Plan } from './plans';
import type { Line } from './report';

/** Gives every provider of the bench a manager, who is reminded. */
export async function addManagers(owner: postgres.Sql): Promise<void> {
  await owner`
    with added as (
      insert into users (username, name, email)
      select 'bench-manager-' || p.id, 'Manager of ' || p.name, 'manager' || p.id || '@example.org' from providers p
      on conflict do nothing returning id, username
    )
    insert into memberships (user_id, provider_id, role)
    select id, substr(username, 15)::bigint, 'manager' from added`;
  await owner`analyze`;
}

/** Explains how PostgreSQL finds a business day's notices of each kind among all events. Nothing is inserted. */
export async function explainNotices(db: Database, clock: Clock): Promise<Plan[]> {
  const today = clock.today();
  const plans: Plan[] = [];
  for (const kind of NOTICE_KINDS) {
    const steps = stepsOf(kind, defaultOf('reminders'));
    const cause = await kind.cause({ db, today });
    const planned = { kind: kind.name, side: kind.side, urgent: kind.urgent, cause, steps };
    const found: [what: string, Found][] = [
      [kind.name, 'due'],
      ...(kind.catchesUp ? ([[`${kind.name}, late`, 'late']] as [string, Found][]) : []),
      ...(steps ? ([[`${kind.name}, again`, { again: [{ subjectId: 1, dueOn: today }] }]] as [string, Found][]) : []),
    ];
    for (const [name, which] of found) {
      const statement = insertStatement(
        { ...planned, escalation: kind.escalates ? (steps?.at(-1) ?? null) : null },
        { after: addDays(today, -1), upTo: today, at: clock.now() },
        which,
      );
      const rows = await db.execute<{ 'QUERY PLAN': string }>(sql`explain (costs off) ${statement}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      plans.push({ name, plan, scansWholeTable: /Seq Scan on events\b/.test(plan) });
    }
  }
  return plans;
}

const ASKED_SECONDS = 10;

/** Plans the first business day of a database, which looks furthest back, and the next one. */
export async function measurePlanning(db: Database, clock: Clock): Promise<Line[]> {
  const lines: Line[] = [];
  const first = addBusinessDays(clock.today(), 1);
  for (const day of [first, addBusinessDays(first, 1)]) {
    const then: Clock = { now: clock.now, today: () => day };
    const began = performance.now();
    await planNotices({ db, clock: then });
    const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from notices`);
    const what = day === first ? `the first plan, ${FIRST_PLAN_DAYS} days back` : 'the plan of the next business day';
    const seconds = (performance.now() - began) / 1000;
    lines.push({
      what: `Notices among all events, ${what}, of the ${ASKED_SECONDS} s it may take`,
      ratio: seconds / ASKED_SECONDS,
      limit: '≤ 1',
      raw: `${seconds.toFixed(2)} s, ${row!.n.toLocaleString('en-US')} notices so far`,
    });
  }
  return lines;
}
