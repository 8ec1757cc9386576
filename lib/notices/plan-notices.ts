import type { Transaction } from '@/db/client';
import { beginPlan, type Found, insertNotices, listVoid } from '@/db/queries/notices';
import { isBusinessDay } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { addJob, SEND_NOTICES } from '@/lib/platform/job-kinds';
import type { Visit } from '@/lib/platform/visit';
import { holidaysIn } from '@/lib/settings/other-holidays';
import { settingOn } from '@/lib/settings/read-setting';
import { NOTICE_KINDS } from './kinds';
import { stepsOf } from './rules';

/** How far back the first plan of a database looks: beyond the last reminder of a count, so that none is forgotten. */
export const FIRST_PLAN_DAYS = 60;

/**
 * Adds the notices that became due since the last planned day, and a job that sends them: also the latest that an event missed
 * that was entered or changed since, and what was not sent because its cause was gone, and is back. On days on which offices are
 * closed, only urgent kinds; the others wait for the next business day. A day is planned once.
 */
export async function planNotices(visit: Pick<Visit, 'db' | 'clock'>): Promise<void> {
  const today = visit.clock.today();
  await visit.db.transaction(async (tx) => {
    const holidays = holidaysIn(await settingOn(tx, 'holidays', today));
    const planned = [
      await planKinds(tx, visit, { today, urgent: true }),
      isBusinessDay(today, holidays) && (await planKinds(tx, visit, { today, urgent: false })),
    ];
    if (planned.includes(true)) await addJob(tx, SEND_NOTICES, { day: today }, { key: `notices of ${today}` });
  });
}

/** Returns whether the day was still to plan. */
async function planKinds(
  tx: Transaction,
  visit: Pick<Visit, 'clock'>,
  { today, urgent }: { today: Day; urgent: boolean },
): Promise<boolean> {
  const at = visit.clock.now();
  const before = await beginPlan(tx, { day: today, urgent, at });
  if (before === 'known') return false;
  const setting = await settingOn(tx, 'reminders', today);
  const after = before ?? addDays(today, -FIRST_PLAN_DAYS);
  for (const kind of NOTICE_KINDS.filter((each) => each.urgent === urgent)) {
    const steps = stepsOf(kind, setting);
    const cause = await kind.cause({ db: tx, today });
    const escalation = kind.escalates && kind.side === 'provider' ? (steps?.at(-1) ?? null) : null;
    const add = (found: Found) =>
      insertNotices(
        tx,
        { kind: kind.name, side: kind.side, urgent, cause, steps, escalation },
        { after, upTo: today, at },
        found,
      );
    await add('due');
    if (before === null || steps === null) continue;
    if (kind.catchesUp) await add('late');
    const again = await listVoid(tx, { kind: kind.name, after: addDays(today, -FIRST_PLAN_DAYS) });
    if (again.length > 0) await add({ again });
  }
  return true;
}
