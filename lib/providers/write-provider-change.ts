import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { type ProviderRow, updateProvider } from '@/db/queries/providers';
import { type Recorder, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { dataChanges, dataOf, type ProviderData, type StaffData, staffChanges } from './provider-data';

type Change = {
  provider: ProviderRow;
  data: ProviderData;
  /** What only staff can change, and do. */
  by?: StaffData;
  because: { requestId: number } | { reason: string };
};

/**
 * Changes a provider's data, and records it. The caller has locked the provider, and has decided whether the actor may
 * change it. Certificates that were already given out keep what was printed on them (M18).
 * @throws AppError `conflict` when another provider has the name
 */
export async function writeProviderChange(
  tx: Transaction,
  ctx: Recorder,
  { provider, data, by, because }: Change,
): Promise<void> {
  const saved = dataOf(provider);
  const changes = { ...dataChanges(saved, data), ...(by && staffChanges(provider, by)) };
  if (Object.keys(changes).length === 0) return;
  const { knownAs, ...columns } = data;
  try {
    await updateProvider(tx, provider.id, { ...columns, ...by, knownAs: knownAs.join('\n') });
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') throw nameTaken();
    throw error;
  }
  await record(tx, ctx, {
    action: 'provider.changed',
    subject: `provider:${provider.id}`,
    details: { version: provider.version + 1, changes, ...because },
  });
}

export function nameTaken(): AppError {
  return new AppError('conflict', 'Another provider has this name. Check it in the list of approved providers.');
}
