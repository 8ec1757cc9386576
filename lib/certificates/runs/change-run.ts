import { z } from 'zod';
import { changeRun, findRun, listRunProblems, lockRun, type RunState } from '@/db/queries/issuing-runs';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { scopeOf } from '@/lib/access/scope';
import { logReading } from '@/lib/attendees/log-reading';
import { record } from '@/lib/audit/record';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { enqueueRun } from './begin-run';
import { capabilityToChange, mayGoOn } from './run-capabilities';

const ACTS = ['pause', 'resume', 'cancel'] as const;
type Act = (typeof ACTS)[number];

export const runActSchema = z.object({ act: z.enum(ACTS) });

const LOG = {
  pause: 'certificates.run_paused',
  resume: 'certificates.run_resumed',
  cancel: 'certificates.run_cancelled',
} as const;

/** The states in which each act is possible, and the state that follows. */
const LEADS: Record<Act, { from: readonly RunState[]; to: RunState }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
};

/**
 * Pauses, resumes or cancels a run; what it has done remains. The person who resumes it is responsible for it from then
 * on. Asking twice changes the run once.
 * @throws AppError `not_found`, `forbidden`, `invalid` to resume for a canceled event, or `conflict` when the run is
 * over
 */
export async function changeRunState(
  ctx: Context,
  { eventId, runId, act }: { eventId: number; runId: number; act: Act },
): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const run = await findRun(tx, eventId, runId, scopeOf(actor));
    if (!run) throw eventNotFound();
    authorize(ctx, capabilityToChange(run));
    if (act === 'resume') {
      const event = await getEvent({ actor, db: tx }, eventId);
      if (!mayGoOn(run.kind, event)) refuseCanceled(event);
    }
    const now = await lockRun(tx, runId);
    const { from, to } = LEADS[act];
    if (now?.state === to) return;
    if (!now || !from.includes(now.state))
      throw new AppError('conflict', 'It has already finished. Open the page again.');
    await changeRun(tx, runId, {
      state: to,
      pauseReason: null,
      ...(act === 'resume' && { createdBy: actor.userId }),
      ...(act === 'cancel' && { endedAt: ctx.clock.now() }),
    });
    if (act === 'resume') await enqueueRun(tx, runId);
    await record(tx, ctx, { action: LOG[act], subject: `event:${eventId}`, details: { run: runId } });
  });
}

/** The most problems shown; more than these have one cause, which the first ones explain. */
const PROBLEMS_SHOWN = 200;

/**
 * Returns a run with its progress and the people it could not serve.
 * @throws AppError `not_found` or `forbidden`
 */
export async function getRun(ctx: Context, eventId: number, runId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  const run = await findRun(ctx.db, eventId, runId, scopeOf(ctx.actor));
  if (!run) throw eventNotFound();
  await logReading(ctx, eventId);
  return {
    event,
    run,
    problems: run.problems > 0 ? await listRunProblems(ctx.db, runId, PROBLEMS_SHOWN) : [],
    mayChange: whyNotAllowed(ctx.actor, capabilityToChange(run)) === null,
  };
}

export type RunDetails = Awaited<ReturnType<typeof getRun>>['run'];

/** Reads the number of a run from an address. A malformed number counts as not found. */
export function parseRunId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw eventNotFound();
  return Number(text);
}
