import type { Transaction } from '@/db/client';
import { findApplication, listApplicationSteps, lockApplication } from '@/db/queries/applications';
import { authorize } from '@/lib/access/authorize';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { whyDecided } from './rules';

export type Application = NonNullable<Awaited<ReturnType<typeof findApplication>>>;

export type ApplicationStep = Awaited<ReturnType<typeof listApplicationSteps>>[number];

/** Reads the number of an application from an address. A malformed number counts as not found. */
export function parseApplicationId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw applicationNotFound();
  return Number(text);
}

function applicationNotFound(): AppError {
  return new AppError('not_found', 'That application does not exist. Check the address.');
}

/**
 * Returns what an organization that applied is called.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getApplicant(ctx: Context, applicationId: number): Promise<string> {
  authorize(ctx, 'application.decide');
  const application = await findApplication(ctx.db, applicationId);
  if (!application) throw applicationNotFound();
  return application.organization;
}

/**
 * Returns an application with everything that happened to it, in order.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getApplication(
  ctx: Context,
  applicationId: number,
): Promise<{ application: Application; steps: ApplicationStep[] }> {
  authorize(ctx, 'application.decide');
  const application = await findApplication(ctx.db, applicationId);
  if (!application) throw applicationNotFound();
  return { application, steps: await listApplicationSteps(ctx.db, applicationId) };
}

/**
 * Locks an application that is not decided, for the rest of the transaction.
 * @throws AppError `forbidden`, `not_found`, or `conflict` when it is decided
 */
export async function lockUndecided(tx: Transaction, ctx: Context, applicationId: number) {
  authorize(ctx, 'application.decide');
  const application = await lockApplication(tx, applicationId);
  if (!application) throw applicationNotFound();
  const why = whyDecided(application);
  if (why) throw new AppError('conflict', why);
  return application;
}
