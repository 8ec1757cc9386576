import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { findColleagueByEmail } from '@/db/queries/memberships';
import { findProvider } from '@/db/queries/providers';
import { findProviderByName, insertProvider } from '@/db/queries/user-writing';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { DEFAULT_STATE } from '@/lib/events/us-states';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { giveByAddress } from '@/lib/users/give-by-address';
import { isJustNow } from '@/lib/users/just-changed';
import { newEmail, newName, newUsername } from '@/lib/users/new-user';
import { changedData, dataOf, staffChanges } from '../provider-data';
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

export type NewProvider = z.output<typeof addProviderSchema>;

/**
 * Adds a provider that the agency approved, and gives its first manager a sign-in when one is named: the email leads to
 * their first access (M1). The same form, sent again, finds the provider that it added.
 * @returns the provider's number
 * @throws AppError `forbidden`, or `conflict` when another provider has the name, the username is taken, or
 *   the manager’s address has a sign-in with another username
 */
export async function addProvider(ctx: Context, input: NewProvider): Promise<number> {
  authorize(ctx, 'provider.add');
  return orNameTaken(
    () => ctx.db.transaction((tx) => writeProvider(tx, ctx, input)),
    () => findJustAdded(ctx, input),
  );
}

/** Returns the number of a provider that was added a moment ago with exactly this data and this manager, or null. */
async function findJustAdded(
  ctx: Context,
  { data, kind, type, approvedOn, manager }: NewProvider,
): Promise<number | null> {
  const named = await findProviderByName(ctx.db, data.name);
  const provider = named && (await findProvider(ctx.db, named.id));
  if (!provider || !isJustNow(ctx, provider.createdAt)) return null;
  const isSame =
    changedData(dataOf(provider), data).length === 0 &&
    Object.keys(staffChanges(provider, { kind, type, approvedOn })).length === 0;
  if (!isSame) return null;
  if (!manager) return provider.id;
  // One that was added without this manager was added by another form.
  const colleague = await findColleagueByEmail(ctx.db, manager.email, provider.id);
  return colleague?.role === 'manager' ? provider.id : null;
}

/**
 * Does the same in a transaction of the caller, which calls it within `orNameTaken`.
 * @throws AppError `forbidden`, or `conflict` when the username is taken, or the manager’s address has another one
 */
export async function writeProvider(tx: Transaction, ctx: Context, input: NewProvider): Promise<number> {
  const { data, kind, type, approvedOn, manager: first } = input;
  authorize(ctx, 'provider.add');
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
    const place = { kind: 'provider', provider: { id, name: data.name }, role: 'manager' } as const;
    await giveByAddress(tx, ctx, { ...first, place });
  }
  return id;
}

/**
 * Does work that adds a provider.
 * @param findSame returns the result when the provider with the name is the one that the work was to add
 * @throws AppError `conflict` when another provider has the name
 */
export async function orNameTaken<Result>(
  work: () => Promise<Result>,
  findSame: () => Promise<Result | null> = async () => null,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') {
      const same = await findSame();
      if (same !== null) return same;
      throw nameTaken();
    }
    throw error;
  }
}
