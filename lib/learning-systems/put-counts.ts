import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { findLatestReport } from '@/db/queries/reports';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { MAX_COUNT, writeCount } from '@/lib/events/report-certificates';
import { retryOnConflict } from '@/lib/platform/database';
import { AppError } from '@/lib/platform/errors';
import type { PutCountAnswer } from './answers';
import { limitBatch, type SystemContext } from './authenticate';
import { describeProblem } from './describe-problem';
import { inDryRun } from './dry-run';
import { findNumbered } from './find-numbered';
import { dryRunInput, ownNumberInput } from './put-events';

/** The most counts of one request (choice): a large conference. */
export const MAX_PUT_COUNTS = 500;

const HOW_MANY = `A request has 1 to ${MAX_PUT_COUNTS} counts.`;

/** Items are checked one by one later, so that a mistake in one does not block the others. */
export const putCountsRequest = z.strictObject({
  dryRun: dryRunInput,
  counts: z.array(z.unknown()).min(1, HOW_MANY).max(MAX_PUT_COUNTS, HOW_MANY),
});

const number = z
  .int()
  .min(0, 'Send 0 or more.')
  .max(MAX_COUNT, `Send a number up to ${MAX_COUNT.toLocaleString('en-US')}.`);

export const putCountRequest = z.strictObject({
  ownNumber: ownNumberInput,
  count: number.meta({
    description:
      'All certificates that were given out for the event: those issued through PDUPS, and those on paper or sent in other ways. 0 is a valid count.',
    examples: [24],
  }),
  replaces: number.optional().meta({
    description: 'The count that is recorded now, to correct it. Without it, a recorded count is never replaced.',
  }),
});

/** The result of one item: its answer, or why it was refused. */
export type PutCountResult = { answered: PutCountAnswer } | { refused: unknown };

/**
 * Records the certificate counts of events by the provider's own numbers, one after another (M9, M14). A refused item does
 * not affect the others. The same request sent again changes nothing.
 * @throws AppError `too_many` when the key does not have that many requests left
 */
export async function putCounts(
  ctx: SystemContext,
  { dryRun, counts }: z.output<typeof putCountsRequest>,
): Promise<PutCountResult[]> {
  authorize(ctx, 'system_key.use');
  await limitBatch(ctx, counts.length);
  const results: PutCountResult[] = [];
  for (const item of counts) results.push(await putItem(ctx, item, dryRun));
  return results;
}

async function putItem(ctx: SystemContext, item: unknown, dryRun: boolean): Promise<PutCountResult> {
  const read = putCountRequest.safeParse(item, { error: describeProblem });
  if (!read.success) return { refused: read.error };
  try {
    return { answered: await retryOnConflict(() => inDryRun(ctx.db, dryRun, (tx) => putCount(tx, ctx, read.data))) };
  } catch (error) {
    return { refused: error };
  }
}

async function putCount(
  tx: Transaction,
  ctx: SystemContext,
  { ownNumber, count, replaces }: z.output<typeof putCountRequest>,
): Promise<PutCountAnswer> {
  const found = await findNumbered(tx, ctx.actor, ownNumber);
  const event = found && (await lockEvent(tx, found.id, scopeOf(ctx.actor)));
  if (!event) throw new AppError('not_found', `Your provider has no event with the number “${ownNumber}”.`);
  const { certificateCount: before, issuedCount: issued } = event;
  const answer = { status: 200, eventId: event.id, ownNumber, count, before };
  if (count < issued) {
    throw new AppError(
      'conflict',
      `${issued.toLocaleString('en-US')} certificates of this event were issued through PDUPS, more than the count. Send at least that many.`,
    );
  }
  if (before !== null && before !== count && replaces !== before) {
    throw new AppError(
      'conflict',
      `A count of ${before.toLocaleString('en-US')} is recorded for this event. To correct it, send it as “replaces”.`,
    );
  }
  const latest = await findLatestReport(tx, event.id);
  const onPaper = count - issued;
  const outcome = await writeCount(tx, ctx, event, {
    eventId: event.id,
    onPaper,
    issuedHere: issued,
    sawReport: latest?.id ?? 0,
    confirmedOnPaper: String(onPaper),
    requestKey: crypto.randomUUID(),
  });
  if (outcome.kind !== 'recorded') throw new Error(`a count was not recorded: ${outcome.kind}`);
  return answer;
}
