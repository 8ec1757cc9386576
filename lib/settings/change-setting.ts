import { z } from 'zod';
import { findNewestVersion, findSettingOn, insertSetting, lockSetting } from '@/db/queries/settings';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
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
 * Changes a setting from a day, today or later. What applied before stays in the table, and the log says who changed what.
 * @throws AppError `forbidden`, `invalid` for a day in the past or when nothing is different, or `conflict` when somebody
 * else changed the setting since the form was opened
 */
export async function changeSetting(ctx: Context, { name, value, effectiveOn, reason, saw }: Input): Promise<void> {
  authorize(ctx, 'settings.change');
  if (effectiveOn < ctx.clock.today()) throw new AppError('invalid', 'Choose today or a later day.');
  await ctx.db.transaction(async (tx) => {
    await lockSetting(tx, name);
    if ((await findNewestVersion(tx, name)) !== saw) {
      throw new AppError(
        'conflict',
        'Someone else changed this setting while you had the form open. Open it in another tab to see the current values, then enter your change there.',
      );
    }
    const before: Record<string, string> = completed(name, await findSettingOn(tx, name, effectiveOn));
    const changed = fieldsOf(name).filter(([field]) => before[field] !== value[field]);
    if (changed.length === 0) throw new AppError('invalid', 'Nothing is different. Change what needs to be changed.');
    const setAt = ctx.clock.now();
    const id = await insertSetting(tx, { name, value, effectiveOn, reason, setBy: ctx.actor.userId, setAt });
    const changes = changed.map(([field]) => [field, { before: before[field], after: value[field] }]);
    await record(tx, ctx, {
      action: 'setting.changed',
      subject: `setting:${id}`,
      details: { setting: name, effectiveOn, changes: Object.fromEntries(changes), reason },
    });
  });
  // The other servers follow within half a minute.
  if (FOLLOWED.includes(name)) await refreshSettings(ctx);
}
