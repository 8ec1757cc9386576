import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { listRoles } from '@/db/queries/memberships';
import { findPreferences, savePreferences } from '@/db/queries/notices';
import { isStaff } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { record } from '@/lib/audit/record';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import type { NoticeKind } from './kind';
import { NOTICE_KINDS } from './kinds';
import { CHOICES, type Choice, choiceOf, choicesOf } from './rules';

/**
 * Returns the kinds of notices that a person can get: those of the agency, or those of the providers that they do work for. Some
 * are only for managers or administrators.
 */
async function kindsFor({ db, actor }: Pick<Context, 'actor'> & { db: Queryable }): Promise<NoticeKind[]> {
  if (isStaff(actor)) {
    const isAdministrator = whyNotAllowed(actor, 'settings.change') === null;
    return NOTICE_KINDS.filter(({ side, forSeniors }) => side === 'agency' && (isAdministrator || !forSeniors));
  }
  const roles = await listRoles(db, actor.userId);
  if (roles.every((role) => role === 'viewer')) return [];
  const isManager = roles.includes('manager');
  return NOTICE_KINDS.filter(({ side, forSeniors }) => side === 'provider' && (isManager || !forSeniors));
}

/** A kind of notice as its form shows it. */
export type PreferenceField = Pick<NoticeKind, 'name' | 'title' | 'about' | 'urgent'> & { choices: Choice[] };

/** Returns the form in which people choose how they are reminded, as it is now; without fields for people who never are. */
export async function preferencesForm(ctx: Context): Promise<{ fields: PreferenceField[]; values: FormValues }> {
  const stored = await findPreferences(ctx.db, ctx.actor.userId);
  const kinds = await kindsFor(ctx);
  return {
    fields: kinds.map((kind) => {
      const { name, title, about, urgent } = kind;
      return { name, title, about, urgent, choices: choicesOf(kind) };
    }),
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
    for (const kind of await kindsFor({ db: tx, actor: ctx.actor })) {
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
