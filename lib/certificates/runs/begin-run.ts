import { z } from 'zod';
import type { Queryable } from '@/db/client';
import {
  findRunByRequestKey,
  holdRunTargets,
  insertRun,
  insertRunItems,
  lockRun,
  type RunKind,
} from '@/db/queries/issuing-runs';
import { addJob } from '@/db/queries/jobs';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { ISSUING_RUN } from '@/lib/platform/jobs/job-names';
import type { Context } from '@/lib/platform/visit';
import { whyNotIssuable } from '../issue/rules';
import { NOBODY_WAITS, RUNS_ALREADY } from './words';

/** With graphile-worker's growing pauses a portion is tried for about a quarter of an hour; then the run pauses. */
const TRIES = 7;
/** Letters with codes come first. */
const PRIORITY = 3;

export const runFormSchema = z.object({ requestKey: z.uuid('Open the page again, then send the form.') });

type Input = {
  eventId: number;
  kind: RunKind;
  requestKey: string;
  /** Only these of the people it is for; null: all. */
  chosen?: readonly number[] | null;
};

/**
 * Begins a long run over the attendees of an event: issuing to everybody who completed it and has no certificate, or
 * mailing to everybody who was not mailed. A job works it off. A form sent twice begins one run.
 * @returns the run's number
 * @throws AppError `not_found`, `forbidden`, `invalid` when there is nobody to do it for, or `conflict`
 */
export async function beginRun(ctx: Context, { eventId, kind, requestKey, chosen = null }: Input): Promise<number> {
  const { actor } = ctx;
  return ctx.db.transaction(async (tx) => {
    const event = await getEvent({ actor, db: tx }, eventId);
    authoriseEventChange(actor);
    const why = whyNotIssuable(event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const attendeeIds = await holdRunTargets(tx, { eventId, kind }, chosen);
    const runId =
      attendeeIds.length === 0
        ? null
        : await insertRun(tx, {
            eventId,
            kind,
            requestKey,
            total: attendeeIds.length,
            createdBy: actor.userId,
            createdAt: ctx.clock.now(),
          });
    if (runId === null) {
      const begun = await findRunByRequestKey(tx, eventId, requestKey);
      if (begun !== null && (attendeeIds.length === 0 || !(await isOver(tx, begun)))) return begun;
      // Going back in the browser and choosing others must not show the first run as theirs.
      if (begun !== null) throw new AppError('conflict', SENT_BEFORE);
      throw attendeeIds.length === 0
        ? new AppError('invalid', NOBODY_WAITS[kind])
        : new AppError('conflict', RUNS_ALREADY[kind]);
    }
    await insertRunItems(tx, runId, attendeeIds);
    await enqueueRun(tx, runId);
    await record(tx, ctx, {
      action: 'certificates.run_begun',
      subject: `event:${eventId}`,
      details: { run: runId, kind, people: attendeeIds.length },
    });
    return runId;
  });
}

const SENT_BEFORE = 'This form was sent before, and what it began is over. Open the page again, then choose.';

async function isOver(tx: Queryable, runId: number): Promise<boolean> {
  const run = await lockRun(tx, runId);
  return run?.state === 'done' || run?.state === 'cancelled';
}

/** Has the next portion of a run done when the transaction in hand commits; however often it is asked, once. */
export async function enqueueRun(tx: Queryable, runId: number): Promise<void> {
  await addJob(tx, ISSUING_RUN, { runId }, { maxAttempts: TRIES, key: `${ISSUING_RUN}:${runId}`, priority: PRIORITY });
}
