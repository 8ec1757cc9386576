import { z } from 'zod';
import type { Queryable, Transaction } from '@/db/client';
import {
  findRunByRequestKey,
  insertRun,
  insertRunItems,
  lockRun,
  lockRunTargets,
  type RunKind,
} from '@/db/queries/issuing-runs';
import type { Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { type Recorder, record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import { addJob, ISSUING_RUN } from '@/lib/platform/job-kinds';
import type { Context } from '@/lib/platform/visit';
import { whyNotIssuable } from '../issue/rules';
import { refuseUnsigned, unsigned } from '../unsigned';
import { RUN_CAPABILITIES } from './run-capabilities';
import { NOBODY_WAITS, RUNS_ALREADY } from './words';

export const runFormSchema = z.object({
  requestKey: z.uuid('Open the page again, then send the form.'),
  unsigned,
});

type Input = {
  eventId: number;
  kind: RunKind;
  requestKey: string;
  /** Limits the run to these people; null means all. */
  chosen?: readonly number[] | null;
  /** Certificates without a signature may be emailed, as somebody chose. */
  unsigned?: boolean;
  /** Why certificates are reissued or revoked. */
  reason?: string | null;
  /** When its work begins at the latest, for runs that begin together: the caller enqueues them again when all are written. */
  startsAt?: Date;
};

/**
 * Begins a long run over the attendees of an event: issuing to everybody who completed it and has no certificate,
 * emailing everybody who was not emailed, or reissuing or revoking certificates. A job processes it. A form sent twice
 * begins one run.
 * @returns the run's number
 * @throws AppError `not_found`, `forbidden`, `invalid` when there is nobody to do it for, or `conflict`
 */
export async function beginRun(ctx: Context, input: Input): Promise<number> {
  const { actor } = ctx;
  const { eventId, kind, requestKey, chosen = null, reason = null, startsAt } = input;
  return ctx.db.transaction(async (tx) => {
    const event = await getEvent({ actor, db: tx }, eventId);
    authorize(ctx, RUN_CAPABILITIES[kind]);
    // Revoking takes something back, which is right for a canceled event, too.
    const why = kind === 'revoke' ? null : whyNotIssuable(event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const attendeeIds = await lockRunTargets(tx, { eventId, kind }, chosen);
    if (kind === 'mail' && !input.unsigned) await refuseUnsigned(tx, eventId, attendeeIds);
    const runId = await writeRun(tx, ctx, { eventId, kind, requestKey, reason, attendeeIds, startsAt });
    if (runId === null) {
      const begun = await findRunByRequestKey(tx, eventId, requestKey);
      if (begun !== null && (attendeeIds.length === 0 || !(await isOver(tx, begun)))) return begun;
      // A person who goes back in the browser and chooses others must not see the first run as theirs.
      if (begun !== null) throw new AppError('conflict', SENT_BEFORE);
      throw attendeeIds.length === 0
        ? new AppError('invalid', NOBODY_WAITS[kind])
        : new AppError('conflict', RUNS_ALREADY[kind]);
    }
    return runId;
  });
}

type WrittenRun = Pick<Input, 'eventId' | 'kind' | 'requestKey'> & {
  reason: string | null;
  attendeeIds: readonly number[];
  mailHolders?: boolean;
  startsAt?: Date | undefined;
};

/**
 * Writes a run over people that the transaction has locked, enqueues it and records it. Returns null when there is nobody
 * to do it for, the same form began one before, or another run of this kind is open for the event.
 */
async function writeRun(tx: Transaction, ctx: Recorder & { actor: Person }, run: WrittenRun): Promise<number | null> {
  const { attendeeIds, startsAt, ...rest } = run;
  const { eventId, kind, reason } = rest;
  if (attendeeIds.length === 0) return null;
  const runId = await insertRun(tx, {
    ...rest,
    total: attendeeIds.length,
    createdBy: ctx.actor.userId,
    createdAt: ctx.clock.now(),
  });
  if (runId === null) return null;
  await insertRunItems(tx, runId, attendeeIds);
  await enqueueRun(tx, runId, startsAt);
  await record(tx, ctx, {
    action: 'certificates.run_begun',
    subject: `event:${eventId}`,
    details: { run: runId, kind, people: attendeeIds.length, ...(reason !== null && { reason }) },
  });
  return runId;
}

/** The change of an event that staff make along with a run over all of its certificates. */
const STAFF_MAY = { reissue: 'event.correct', revoke: 'event.cancel' } as const satisfies Partial<
  Record<RunKind, string>
>;

type StaffRun = { kind: keyof typeof STAFF_MAY; eventId: number; requestKey: string; reason: string };

/**
 * Begins the reissue or the revocation of all valid certificates of an event in the transaction in which staff correct or
 * cancel it, and emails each holder. The caller has locked the roster. A job processes it with the actor's rights at that
 * time.
 * @returns how many certificates it is for
 * @throws AppError `forbidden`, or `conflict` when such a run is open for the event
 */
export async function beginStaffRun(
  tx: Transaction,
  ctx: Recorder & { actor: Person },
  { kind, eventId, requestKey, reason }: StaffRun,
): Promise<number> {
  authorize(ctx, STAFF_MAY[kind]);
  const attendeeIds = await lockRunTargets(tx, { eventId, kind }, null);
  if (attendeeIds.length === 0) return 0;
  const runId = await writeRun(tx, ctx, { eventId, kind, requestKey, reason, attendeeIds, mailHolders: true });
  if (runId === null) throw new AppError('conflict', RUNS_ALREADY[kind]);
  return attendeeIds.length;
}

const SENT_BEFORE = 'This form was already sent, and what it started is finished. Open the page again, then choose.';

async function isOver(tx: Queryable, runId: number): Promise<boolean> {
  const run = await lockRun(tx, runId);
  return run?.state === 'done' || run?.state === 'cancelled';
}

/** Schedules the next batch of a run when the caller's transaction commits; calling it again adds no second job. */
export async function enqueueRun(tx: Queryable, runId: number, at?: Date): Promise<void> {
  await addJob(tx, ISSUING_RUN, { runId }, { key: `${ISSUING_RUN.name}:${runId}`, at });
}
