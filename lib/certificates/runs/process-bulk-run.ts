import type { Database, Transaction } from '@/db/client';
import {
  changeRun,
  countOpenRunItems,
  findRunForWork,
  listOpenRunItems,
  lockRun,
  markRunItems,
  pauseRunningRun,
  type RunKind,
} from '@/db/queries/issuing-runs';
import type { Job, Person } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import { whyNotGiveOut } from '@/lib/access/standing';
import { record } from '@/lib/audit/record';
import type { Clock } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/database';
import { JobFailed } from '@/lib/platform/job-failed';
import { ISSUING_RUN } from '@/lib/platform/job-kinds';
import { findActingMember } from '@/lib/users/acting-member';
import { type Batch, type Done, type RunContext, RunStopped } from './batch';
import { enqueueRun } from './begin-run';
import { reissueBatch, revokeBatch } from './change-batches';
import { issueBatch } from './issue-batch';
import { mailBatch } from './mail-batch';
import { RUN_CAPABILITIES } from './run-capabilities';
import { AUTHORITY_GONE, GAVE_UP } from './words';

type Deps = { db: Database; clock: Clock };

const BATCHES: Record<RunKind, Batch> = {
  issue: issueBatch,
  mail: mailBatch,
  reissue: reissueBatch,
  revoke: revokeBatch,
};

/** People per batch: about a second for a transaction and a job. */
const BATCH_SIZE = 25;

/**
 * Processes the next batch of a run and enqueues the one after it. For each batch, the person who began the run must
 * still be allowed to do it.
 * @throws JobFailed when the batch should be retried
 */
export async function processBulkRun(deps: Deps, runId: number, lastTry = false): Promise<void> {
  const { db, clock } = deps;
  const run = await findRunForWork(db, runId);
  if (run?.state !== 'running') return;
  const member = await findActingMember(db, {
    userId: run.createdBy,
    providerId: run.providerId,
    today: clock.today(),
  });
  const actor: Job<Person> | null = member && { kind: 'job', name: ISSUING_RUN.name, for: member };
  if (!actor || whyNotAllowed(actor, RUN_CAPABILITIES[run.kind]) !== null) {
    const place = actor && placeOf(actor);
    return pauseRunningRun(db, runId, (run.kind === 'issue' && place && whyNotGiveOut(place)) || AUTHORITY_GONE);
  }
  const ctx: RunContext = { db, clock, requestId: `run-${runId}`, address: '', actor };

  const markDone = async (tx: Transaction, people: Done[]) => {
    const now = await lockRun(tx, runId);
    // When somebody else took over the run, their permissions count, which the next job checks.
    if (now?.state !== 'running' || now.createdBy !== run.createdBy) throw new RunStopped();
    await markRunItems(tx, runId, clock.now(), people);
  };
  try {
    const attendeeIds = await listOpenRunItems(db, runId, BATCH_SIZE);
    const rest =
      attendeeIds.length > 0
        ? await BATCHES[run.kind](ctx, {
            eventId: run.eventId,
            attendeeIds,
            reason: run.reason,
            mailHolders: run.mailHolders,
            markDone,
          })
        : [];
    await db.transaction(async (tx) => {
      await markDone(tx, rest);
      if ((await countOpenRunItems(tx, runId)) > 0) return enqueueRun(tx, runId);
      await changeRun(tx, runId, { state: 'done', endedAt: clock.now() });
      await record(tx, ctx, {
        action: 'certificates.run_done',
        subject: `event:${run.eventId}`,
        details: { run: runId },
      });
    });
  } catch (error) {
    if (error instanceof RunStopped) return;
    const refusal = refusalOf(error);
    if (refusal && ['invalid', 'not_found', 'forbidden'].includes(refusal.code)) {
      return pauseRunningRun(db, runId, refusal.sentence);
    }
    if (lastTry) await pauseRunningRun(db, runId, GAVE_UP);
    if (refusal) throw new JobFailed(`the batch has to wait (${refusal.code})`);
    throw error;
  }
}
