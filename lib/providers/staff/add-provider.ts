import { z } from 'zod';
import { databaseFault } from '@/db/errors';
import { insertProvider, lockAddress } from '@/db/queries/user-writing';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { DEFAULT_STATE } from '@/lib/events/us-states';
import { env } from '@/lib/platform/env';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { giveSignIn } from '@/lib/users/give-sign-in';
import { newEmail, newName, newUsername } from '@/lib/users/new-user';
import { providerDataSchema } from '../provider-input';
import { nameTaken } from '../write-provider-change';
import { staffDataShape } from './staff-data-shape';

const manager = z.object({ Name: newName, Email: newEmail, Username: newUsername });

/** The first manager: null when all of the fields are blank, and otherwise each is checked. */
const firstManager = z
  .custom<FormValues>((values) => typeof values === 'object' && values !== null)
  .transform((values, ctx) => {
    const names = Object.keys(manager.shape);
    const typed = Object.fromEntries(names.map((name) => [name, textOf(values, `manager${name}`)]));
    if (Object.values(typed).every((text) => text.trim() === '')) return { manager: null };
    const { data, error } = manager.safeParse(typed);
    for (const { path, message } of error?.issues ?? []) {
      ctx.addIssue({ code: 'custom', path: [`manager${String(path[0])}`], message });
    }
    return data ? { manager: { name: data.Name, email: data.Email, username: data.Username } } : z.NEVER;
  });

export const addProviderSchema = z.intersection(
  z.intersection(
    providerDataSchema.transform((data) => ({ data })),
    firstManager,
  ),
  z.object(staffDataShape),
);

/**
 * Returns the values of a blank form.
 * @throws AppError `forbidden`
 */
export function addProviderForm(ctx: Context): FormValues {
  authorize(ctx, 'provider.add');
  return {
    kind: 'multiple_event',
    approvedOn: ctx.clock.today(),
    mailingState: DEFAULT_STATE,
    physicalState: DEFAULT_STATE,
  };
}

/**
 * Adds a provider that the agency approved, and gives its first manager a sign-in when one is named: the email leads to
 * their first access (M1).
 * @returns the provider's number
 * @throws AppError `forbidden`, or `conflict` when another provider has the name, or the username is taken
 */
export async function addProvider(ctx: Context, input: z.output<typeof addProviderSchema>): Promise<number> {
  const { data, kind, type, approvedOn, manager: first } = input;
  authorize(ctx, 'provider.add');
  try {
    return await ctx.db.transaction(async (tx) => {
      const { knownAs, ...columns } = data;
      const createdAt = ctx.clock.now();
      const row = { ...columns, kind, type, approvedOn, knownAs: knownAs.join('\n'), createdAt };
      const id = await insertProvider(tx, row);
      await record(tx, ctx, {
        action: 'provider.created',
        subject: `provider:${id}`,
        details: { after: { ...data, kind, type, approvedOn } },
      });
      if (first) {
        await lockAddress(tx, first.email);
        const place = { kind: 'provider', provider: { id, name: data.name }, role: 'manager' } as const;
        await giveSignIn(tx, ctx, { ...first, place }, { appUrl: env().APP_URL, byMail: true });
      }
      return id;
    });
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') throw nameTaken();
    throw error;
  }
}
