import type { Transaction } from '@/db/client';
import { endStuckExports, findExport, findExportPart, insertExport, listExports } from '@/db/queries/provider-exports';
import { findProvider } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { dayInMontana } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { addJob, PROVIDER_EXPORT } from '@/lib/platform/job-kinds';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';

const MAX_LISTED = 10;
/** No export takes this long; one that is older was never finished. */
const STUCK_MS = 86_400_000;

/** An export of a provider's records, made or being made. */
export type ProviderExport = Awaited<ReturnType<typeof listExports>>[number];

/**
 * Lists the latest exports of a provider's records, latest first.
 * @throws AppError `forbidden`
 */
export async function listProviderExports(ctx: Context, providerId: number): Promise<ProviderExport[]> {
  authorize(ctx, 'provider.export');
  return listExports(ctx.db, providerId, MAX_LISTED);
}

/**
 * Asks for an export of a provider's records, which a job makes. While one is being made, it asks for no other one.
 * @throws AppError `forbidden` or `not_found`
 */
export async function askForExport(ctx: Context, providerId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.export');
    if (!(await findProvider(tx, providerId))) throw providerNotFound();
    await addExport(tx, ctx, providerId);
  });
}

/** Adds an export and its job in the caller's transaction, unless one is being made. */
export async function addExport(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  providerId: number,
): Promise<void> {
  const now = ctx.clock.now();
  await endStuckExports(tx, providerId, new Date(now.getTime() - STUCK_MS), now);
  const exportId = await insertExport(tx, { providerId, askedBy: ctx.actor.userId, askedAt: now });
  if (exportId === null) return;
  await addJob(tx, PROVIDER_EXPORT, { exportId });
  await record(tx, ctx, { action: 'provider.export_asked', subject: `provider:${providerId}`, details: { exportId } });
}

/**
 * Opens an export that was made, piece by piece. It names people, so each download is recorded.
 * @throws AppError `forbidden` or `not_found`
 */
export async function openExport(
  ctx: Context,
  which: { providerId: number; exportId: number },
): Promise<{ name: string; pieces: AsyncGenerator<Uint8Array, void> }> {
  authorize(ctx, 'provider.export');
  const { providerId, exportId } = which;
  const found = await findExport(ctx.db, which);
  if (!found) throw exportNotFound();
  await record(ctx.db, ctx, {
    action: 'provider.export_downloaded',
    subject: `provider:${providerId}`,
    details: { exportId, sha256: found.sha256 },
  });
  const day = dayInMontana(found.askedAt);
  return { name: `pdups-provider-${providerId}-${day}.zip`, pieces: piecesOf(ctx, exportId) };
}

async function* piecesOf({ db }: Context, exportId: number): AsyncGenerator<Uint8Array, void> {
  for (let position = 0; ; position++) {
    const piece = await findExportPart(db, exportId, position);
    if (!piece) return;
    yield piece;
  }
}

/** Reads the number of an export from an address. A malformed number counts as not found. */
export function parseExportId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw exportNotFound();
  return Number(text);
}

function exportNotFound(): AppError {
  return new AppError('not_found', 'There is no such export. Make a new one on the provider’s page.');
}
