import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockProvider, type ProviderRow } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { addExport } from '../export/exports';
import { propose } from '../proposals/propose';
import { type Confirmed, writeStanding } from '../standing/write-standing';

/** Includes the reason, which the provider reads. */
export const closeProviderSchema = z.object({ reason: paragraphsOfText({ label: 'The reason', max: 1000 }) });

type Input = z.output<typeof closeProviderSchema> & { providerId: number };

/**
 * Proposes to close a provider, which takes a second person.
 * @returns the proposal's number
 * @throws AppError `forbidden`, `not_found`, `invalid` when it is closed, or `conflict` while a proposal about it waits
 */
export async function proposeToClose(ctx: Context, { providerId, reason }: Input): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.close');
    await lockOpenProvider(tx, providerId);
    return propose(tx, ctx, { providerId, kind: 'close', asked: {}, reason });
  });
}

/**
 * Closes a provider as a second person confirms it: the agency takes over its records, which stay where they are. Its
 * people lose access to it, its links, keys and webhooks end with a page that says so, and an export is made. Its managers
 * get an email.
 * @throws AppError `not_found`, or `conflict` when it is closed already
 */
export async function closeProvider(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  { providerId, reason, confirmed }: { providerId: number; reason: string; confirmed: Confirmed },
): Promise<void> {
  const provider = await lockOpenProvider(tx, providerId);
  const from = ctx.clock.today();
  await writeStanding(tx, ctx, provider, { standing: 'closed', from, reviewOn: null, reason }, confirmed);
  await addExport(tx, ctx, providerId);
}

/**
 * Reopens a closed provider: its people, links, keys and webhooks work again. Its managers get an email with the reason.
 * @throws AppError `forbidden`, `not_found`, or `invalid` when it is not closed
 */
export async function reopenProvider(ctx: Context, { providerId, reason }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.close');
    const provider = await lockProvider(tx, providerId);
    if (!provider) throw providerNotFound();
    if (provider.mergedInto !== null)
      throw new AppError('invalid', 'This provider was merged. Undo the merge instead.');
    if (provider.standing !== 'closed') throw new AppError('invalid', 'This provider is not closed.');
    await writeStanding(tx, ctx, provider, { standing: 'good', from: ctx.clock.today(), reviewOn: null, reason }, null);
  });
}

/**
 * Locks a provider that is not closed.
 * @throws AppError `not_found`, or `invalid` when it is closed
 */
export async function lockOpenProvider(tx: Transaction, providerId: number): Promise<ProviderRow> {
  const provider = await lockProvider(tx, providerId);
  if (!provider) throw providerNotFound();
  if (provider.standing === 'closed') throw new AppError('invalid', 'This provider is closed already.');
  return provider;
}
