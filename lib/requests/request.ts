import type { Transaction } from '@/db/client';
import { listRequestFiles } from '@/db/queries/request-files';
import { findRequest, listRequestSteps, lockRequest, type RequestRow } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { KIND_WORDS } from './kind-words';
import { subjectOf } from './name-request';
import { CAPABILITY_TO_ASK, type RequestKind, whyDecided } from './rules';

export type ProviderRequest = RequestRow;

/** A question, an answer, a decision or another step of a request. */
export type RequestStep = Awaited<ReturnType<typeof listRequestSteps>>[number];

/** A file that the provider added. */
export type RequestFile = Awaited<ReturnType<typeof listRequestFiles>>[number];

export function requestNotFound(): AppError {
  return new AppError('not_found', 'That request is not in your list. Check the address.');
}

/** Reads the number of a request from an address. A malformed number counts as not found. */
export function parseRequestId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw requestNotFound();
  return Number(text);
}

/** Returns the kinds that the person cannot read: at a provider, only managers see who its users are. */
export function hiddenKinds({ actor }: Context): RequestKind[] {
  return placeOf(actor) && whyNotAllowed(actor, 'user.manage') !== null ? ['user'] : [];
}

/** @throws AppError `not_found`, both for another provider's request and for one that does not exist */
async function getReadable(ctx: Context, requestId: number): Promise<ProviderRequest> {
  const request = await findRequest(ctx.db, requestId, scopeOf(ctx.actor));
  if (!request || hiddenKinds(ctx).includes(request.kind)) throw requestNotFound();
  return request;
}

/**
 * Returns "Request 12: Correction of Teaching fractions", for its provider and for staff.
 * @throws AppError `not_found`, both for another provider's request and for one that does not exist
 */
export async function getRequestTitle(ctx: Context, requestId: number): Promise<string> {
  const request = await getReadable(ctx, requestId);
  return `Request ${request.id}: ${KIND_WORDS[request.kind].lead} ${subjectOf(request).name}`;
}

/**
 * Returns a request, its steps and its files, for its provider and for staff.
 * @throws AppError `not_found`, both for another provider's request and for one that does not exist
 */
export async function getRequest(
  ctx: Context,
  requestId: number,
): Promise<{ request: ProviderRequest; steps: RequestStep[]; files: RequestFile[] }> {
  return {
    request: await getReadable(ctx, requestId),
    steps: await listRequestSteps(ctx.db, requestId),
    files: await listRequestFiles(ctx.db, requestId),
  };
}

/** A request that the transaction has locked. */
export type LockedRequest = NonNullable<Awaited<ReturnType<typeof lockRequest>>>;

/**
 * Locks a request in order to act on it.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is already decided
 */
export async function lockUndecided(
  tx: Transaction,
  ctx: Context,
  { requestId, as }: { requestId: number; as: 'provider' | 'agency' },
): Promise<LockedRequest> {
  const request = await lockRequest(tx, requestId, scopeOf(ctx.actor));
  if (!request) throw requestNotFound();
  if (as === 'provider') authorize(ctx, CAPABILITY_TO_ASK[request.kind], request);
  else authorize(ctx, 'request.decide');
  const why = whyDecided(request);
  if (why) throw new AppError('conflict', `${why} Open the page again to see what was said.`);
  return request;
}
