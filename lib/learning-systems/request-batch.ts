import { createHash } from 'node:crypto';
import { z } from 'zod';
import { retryOnConflict } from '@/lib/platform/database';
import type { IssuedAnswer } from './answers';
import { limitBatch, type SystemContext } from './authenticate';
import type { Answered } from './carry-out-once';
import { describeProblem } from './describe-problem';
import { certificateRequest, requestCertificate } from './request-certificate';

/** The most learners in one batch (choice): a large course that ends for all of them at once. */
export const MAX_BATCH = 1_000;

const HOW_MANY = `A batch has 1 to ${MAX_BATCH.toLocaleString('en-US')} certificates.`;

/** Items are checked one by one later, so that a mistake in one does not block the others. */
export const batchRequest = z.strictObject({
  certificates: z.array(z.unknown()).min(1, HOW_MANY).max(MAX_BATCH, HOW_MANY),
});

/** The result of one item: its answer, or why it was refused. */
export type BatchResult = { answered: Answered<IssuedAnswer> } | { refused: unknown };

/**
 * Issues the certificates of a batch one after another, each the way `requestCertificate` does. A refused item does not
 * affect the others. The same batch sent again with the same idempotency key gets the same answers for the items that
 * succeeded, and tries the refused ones again.
 * @throws AppError `too_many` when the key does not have that many requests left
 */
export async function requestBatch(
  ctx: SystemContext,
  idempotencyKey: string,
  { certificates }: z.output<typeof batchRequest>,
): Promise<BatchResult[]> {
  await limitBatch(ctx, certificates.length);
  const results: BatchResult[] = [];
  for (const [at, item] of certificates.entries()) {
    results.push(await requestItem(ctx, itemKey(idempotencyKey, at), item));
  }
  return results;
}

async function requestItem(ctx: SystemContext, idempotencyKey: string, item: unknown): Promise<BatchResult> {
  const read = certificateRequest.safeParse(item, { error: describeProblem });
  if (!read.success) return { refused: read.error };
  try {
    return { answered: await retryOnConflict(() => requestCertificate(ctx, idempotencyKey, read.data)) };
  } catch (error) {
    return { refused: error };
  }
}

/** Makes an item's own idempotency key. The blanks in it keep it distinct from every key that a system can send. */
function itemKey(idempotencyKey: string, at: number): string {
  return `batch ${createHash('sha256').update(idempotencyKey).digest('hex')} ${at}`;
}
