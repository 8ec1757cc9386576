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
import { AUTHORITY_GONE, GAVE_UP } from './words';

type Room = { db: Database; clock: Clock };

/** A person on the list who is done with, with the sentence that says why nothing could be done, or null. */
export type Ticked = { attendeeId: number; problem: string | null };

/**
 * What a portion does, in transactions of its own. It calls `tick` in the transaction that does something for people,
 * so that a run that is stopped in the middle, or done by two servers at once, does nothing twice.
 * @returns who is done with and was not ticked off
 */
export type Portion = (
  ctx: Context,
  work: { eventId: number; attendeeIds: number[]; tick: (tx: Transaction, people: Ticked[]) => Promise<void> },
) => Promise<Ticked[]>;

const PORTIONS: Record<RunKind, Portion> = { issue: issuePortion, mail: mailPortion };

/** So many people at a time: a transaction and a job of about a second. */
const PORTION = 25;

/** Somebody paused or cancelled the run while a portion of it was done: what that portion did is taken back. */
class RunStopped extends Error {
  override readonly name = 'RunStopped';
}

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
