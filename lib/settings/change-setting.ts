import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findNewestVersion, findSettingOn, insertSetting, listPlanned, lockSetting } from '@/db/queries/settings';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import type { Day } from '@/lib/platform/clock';
import { isDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { completed, fieldsOf, SETTING_NAMES, type SettingName } from './definitions';
import { FOLLOWED, refreshSettings } from './follow-settings';

const MAX_REASON = 500;

const ABOUT_THE_CHANGE = z.object({
  effectiveOn: z.string().refine(isDay, 'Enter the day from which it applies.'),
  reason: paragraphsOfText({ label: 'The reason', max: MAX_REASON }),
  /** The number of the newest change when the form was opened. */
  saw: z
    .string()
    .regex(/^\d{1,15}$/, 'Open the page again, then save.')
    .transform(Number),
});

/** Returns the schema of the form that changes a setting; one that does not exist has no fields. */
export function settingSchema(name: string) {
  const known = SETTING_NAMES.find((each) => each === name);
  const fields = !known ? {} : Object.fromEntries(fieldsOf(known).map(([field, { schema }]) => [field, schema]));
  return z.intersection(
    z.object(fields).transform((value): { value: Record<string, string> } => ({ value })),
    ABOUT_THE_CHANGE,
  );
}

type Input = z.output<ReturnType<typeof settingSchema>> & { name: SettingName };

/**
 * Changes a setting from a day, today or later. What applied before stays in the table, and the log says who changed what. Only
 * what differs from what applies today is changed: the rest stays as it is on that day, and what is planned for later days
 * stays planned.
 * @throws AppError `forbidden`, `invalid` for a day in the past or when nothing is different, or `conflict` when somebody
 * else changed the setting since the form was opened
 */
export async function changeSetting(ctx: Context, { name, value, effectiveOn, reason, saw }: Input): Promise<void> {
  authorize(ctx, 'settings.change');
  const today = ctx.clock.today();
  if (effectiveOn < today) throw new AppError('invalid', 'Choose today or a later day.');
  await ctx.db.transaction(async (tx) => {
    await lockSetting(tx, name);
    if ((await findNewestVersion(tx, name)) !== saw) {
      throw new AppError(
        'conflict',
        'Someone else changed this setting while you had the form open. Open it in another tab to see the current values, then enter your change there.',
      );
    }
    const valueOn = async (day: Day): Promise<Values> => completed(name, await findSettingOn(tx, name, day));
    const [shown, before] = [await valueOn(today), await valueOn(effectiveOn)];
    const typed = onlyChanges(shown, value);
    // What applies today, entered for a day on which it is planned to change, takes the plan back.
    const after = Object.keys(typed).length > 0 ? { ...before, ...typed } : value;
    if (Object.keys(onlyChanges(before, after)).length === 0) {
      throw new AppError('invalid', 'Nothing is different. Change what needs to be changed.');
    }
    await writeVersion(tx, ctx, { name, effectiveOn, reason, before, after });
    let [old, now] = [before, after];
    for (const planned of await listPlanned(tx, name, effectiveOn)) {
      const then: Values = completed(name, planned.value);
      const kept = { ...now, ...onlyChanges(old, then) };
      if (Object.keys(onlyChanges(then, kept)).length > 0) {
        const { effectiveOn: day, reason: why } = planned;
        await writeVersion(tx, ctx, { name, effectiveOn: day, reason: why, before: then, after: kept });
      }
      [old, now] = [then, kept];
    }
  });
  // The other servers follow within half a minute.
  if (FOLLOWED.includes(name)) await refreshSettings(ctx);
}

type Values = Record<string, string>;

/** Returns the fields of a value that are different from another one. */
function onlyChanges(before: Values, after: Values): Values {
  return Object.fromEntries(Object.entries(after).filter(([field, text]) => before[field] !== text));
}

type Version = { name: SettingName; effectiveOn: Day; reason: string; before: Values; after: Values };

async function writeVersion(
  tx: Transaction,
  ctx: Context,
  { name, effectiveOn, reason, before, after }: Version,
): Promise<void> {
  const { actor, clock } = ctx;
  const id = await insertSetting(tx, {
    name,
    value: after,
    effectiveOn,
    reason,
    setBy: actor.userId,
    setAt: clock.now(),
  });
  const changed = Object.keys(onlyChanges(before, after));
  const changes = changed.map((field) => [field, { before: before[field], after: after[field] }]);
  await record(tx, ctx, {
    action: 'setting.changed',
    subject: `setting:${id}`,
    details: { setting: name, effectiveOn, changes: Object.fromEntries(changes), reason },
  });
}
