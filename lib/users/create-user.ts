import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { findProviderByName, insertProvider, listProviderNamesLike } from '@/db/queries/user-writing';
import type { CommandLine } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { lockPeopleAt, refuseSecondSignIn } from './give-by-address';
import { type GivenSignIn, giveSignIn, type How } from './give-sign-in';
import type { NewUser } from './new-user';

type CommandContext = Pick<Context<CommandLine>, 'db' | 'clock' | 'actor' | 'requestId' | 'address'>;

/**
 * Creates a sign-in without a password: people choose one at their first access (M1). If somebody with the same email
 * address already has a sign-in, that sign-in gets access to the provider. Called by the operator, on the machine
 * itself; pages need a use case that checks who is asking.
 * @throws AppError `conflict` for a username that is taken or an address that has another sign-in, `invalid` for a provider that does not exist or already
 * does
 */
export async function createUser(ctx: CommandContext, { place, ...person }: NewUser, how: How): Promise<GivenSignIn> {
  try {
    return await ctx.db.transaction(async (tx) => {
      refuseSecondSignIn(await lockPeopleAt(tx, person.email), person.username);
      if (place.kind === 'staff') return giveSignIn(tx, ctx, { ...person, place }, how);
      const provider = await providerFor(tx, ctx, place);
      return giveSignIn(tx, ctx, { ...person, place: { kind: 'provider', provider, role: place.role } }, how);
    });
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') throw providerExists();
    throw error;
  }
}

async function providerFor(
  tx: Transaction,
  ctx: CommandContext,
  { provider: name, newProviderPhone: phone }: Extract<NewUser['place'], { kind: 'provider' }>,
): Promise<{ id: number; name: string }> {
  const found = await findProviderByName(tx, name);
  if (phone !== undefined) {
    if (found) throw providerExists();
    const createdAt = ctx.clock.now();
    const provider = { name, phone, kind: 'multiple_event', type: 'other' } as const;
    const id = await insertProvider(tx, { ...provider, createdAt });
    await record(tx, ctx, { action: 'provider.created', subject: `provider:${id}`, details: { after: provider } });
    return { id, name };
  }
  if (found) return found;
  const like = await listProviderNamesLike(tx, name, 5);
  throw new AppError(
    'invalid',
    [
      `There is no provider named "${name}".`,
      like.length > 0 && `Similar names: ${like.map((one) => `"${one}"`).join(', ')}.`,
      'To add a new provider, use --new-provider and --phone instead of --provider.',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

function providerExists(): AppError {
  return new AppError(
    'conflict',
    'There is already a provider with that name. Use --provider instead of --new-provider.',
  );
}
