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
import { record } from '@/lib/audit/record';
import { whyMayNotChangeEvents } from '@/lib/events/policy';
import type { Clock } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/database';
import { JobFailed } from '@/lib/platform/jobs/job-failed';
import type { Context } from '@/lib/platform/visit';
import { findActingMember } from '@/lib/users/acting-member';
import { enqueueRun } from './begin-run';
import { issuePortion } from './issue-portion';
import { mailPortion } from './mail-portion';
import { type Portion, RunStopped, type Ticked } from './portion';
import { AUTHORITY_GONE, GAVE_UP } from './words';

type Room = { db: Database; clock: Clock };

const PORTIONS: Record<RunKind, Portion> = { issue: issuePortion, mail: mailPortion };

/** So many people at a time: a transaction and a job of about a second. */
const PORTION = 25;

/**
 * Does the next portion of a run and enqueues the one after it. Whoever began the run must still be allowed to: it is
 * asked anew for each portion.
 * @throws JobFailed when the portion is to be tried again
 */
export async function workOffRun(room: Room, runId: number, lastTry = false): Promise<void> {
  const { db, clock } = room;
  const run = await findRunForWork(db, runId);
  if (run?.state !== 'running') return;
  const actor = await findActingMember(db, { userId: run.createdBy, providerId: run.providerId });
  if (!actor || whyMayNotChangeEvents(actor) !== null) return pauseRunningRun(db, runId, AUTHORITY_GONE);
  const ctx: Context = { db, clock, requestId: `run-${runId}`, address: '', actor };

  const tick = async (tx: Transaction, people: Ticked[]) => {
    const now = await lockRun(tx, runId);
    // In other hands it is another authority, which the next job asks for.
    if (now?.state !== 'running' || now.createdBy !== run.createdBy) throw new RunStopped();
    await markRunItems(tx, runId, clock.now(), people);
  };
  try {
    const attendeeIds = await listOpenRunItems(db, runId, PORTION);
    const rest =
      attendeeIds.length > 0 ? await PORTIONS[run.kind](ctx, { eventId: run.eventId, attendeeIds, tick }) : [];
    await db.transaction(async (tx) => {
      await tick(tx, rest);
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
    if (refusal) throw new JobFailed(`the portion has to wait (${refusal.code})`);
    throw error;
  }
}
