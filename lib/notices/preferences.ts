import { z } from 'zod';
import { findPreferences, savePreferences } from '@/db/queries/notices';
import { isStaff } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import type { NoticeKind } from './kind';
import { NOTICE_KINDS } from './kinds';
import { CHOICES, type Choice, choiceOf } from './rules';

/** Returns the kinds of notices that a person can get: those of providers, or those of the agency. */
export function kindsFor({ actor }: Pick<Context, 'actor'>): NoticeKind[] {
  const side = isStaff(actor) ? 'agency' : 'provider';
  return NOTICE_KINDS.filter((kind) => kind.side === side);
}

/** A kind of notice as its form shows it. */
export type PreferenceField = Pick<NoticeKind, 'name' | 'title' | 'about'> & { choices: Choice[] };

/** Returns the form in which people choose how they are reminded, as it is now. */
export async function preferencesForm(ctx: Context): Promise<{ fields: PreferenceField[]; values: FormValues }> {
  const stored = await findPreferences(ctx.db, ctx.actor.userId);
  const kinds = kindsFor(ctx);
  return {
    fields: kinds.map(({ name, title, about, canBeOff }) => ({
      name,
      title,
      about,
      choices: CHOICES.filter((choice) => canBeOff || choice !== 'none'),
    })),
    values: {
      emails: (stored?.emails ?? true) ? 'yes' : '',
      ...Object.fromEntries(kinds.map((kind) => [kind.name, choiceOf(kind, stored?.choices ?? {})])),
    },
  };
}

/** Any kind may be left out: which of them a person can choose about depends on the person. */
export const preferencesSchema = z.object({
  emails: z.literal('yes').optional(),
  ...Object.fromEntries(
    NOTICE_KINDS.map(({ name }) => [name, z.enum(CHOICES, 'Choose one of the options.').optional()]),
  ),
});

/** Saves how a person wants to be reminded. What they cannot leave out stays on their to-do list. */
export async function choosePreferences(ctx: Context, input: z.output<typeof preferencesSchema>): Promise<void> {
  const given: Record<string, string | undefined> = input;
  const { userId } = ctx.actor;
  const emails = given.emails === 'yes';
  await ctx.db.transaction(async (tx) => {
    const stored = await findPreferences(tx, userId);
    const choices = { ...stored?.choices };
    for (const kind of kindsFor(ctx)) {
      const chosen = given[kind.name];
      if (chosen !== undefined) choices[kind.name] = choiceOf(kind, { [kind.name]: chosen });
    }
    await savePreferences(tx, userId, { emails, choices }, ctx.clock.now());
    await record(tx, ctx, {
      action: 'user.notices_chosen',
      subject: `user:${userId}`,
      details: { emails, choices, how: 'my account' },
    });
  });
}

/** Returns whether a person gets reminders by email. */
export async function hasReminders(ctx: Context): Promise<boolean> {
  return (await findPreferences(ctx.db, ctx.actor.userId))?.emails ?? true;
}
