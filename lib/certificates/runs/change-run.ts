import { z } from 'zod';
import { changeRun, findRun, listRunProblems, lockRun, type RunState } from '@/db/queries/issuing-runs';
import { record } from '@/lib/audit/record';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { authoriseEventChange, whyMayNotChangeEvents } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { enqueueRun } from './begin-run';

const ACTS = ['pause', 'resume', 'cancel'] as const;
type Act = (typeof ACTS)[number];

export const runActSchema = z.object({ act: z.enum(ACTS) });

const LOG: Record<Act, string> = {
  pause: 'certificates.run_paused',
  resume: 'certificates.run_resumed',
  cancel: 'certificates.run_cancelled',
};

/** From which states an act leads where. */
const LEADS: Record<Act, { from: readonly RunState[]; to: RunState }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
};

/**
 * Pauses a run, goes on with it, or cancels it; what it did so far stays. Who resumes it answers for it from then on.
 * Asked twice, it happens once.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when the run is over
 */
export async function changeRunState(
  ctx: Context,
  { eventId, runId, act }: { eventId: number; runId: number; act: Act },
): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const run = await findRun(tx, eventId, runId, scopeOf(actor));
    if (!run) throw eventNotFound();
    authoriseEventChange(actor);
    const now = await lockRun(tx, runId);
    const { from, to } = LEADS[act];
    if (now?.state === to) return;
    if (!now || !from.includes(now.state)) throw new AppError('conflict', 'It is over already. Open the page again.');
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

/** More than so many problems have one cause, which the first ones tell. */
const PROBLEMS_SHOWN = 200;

/**
 * A run with how far it is, and whom it could not serve.
 * @throws AppError `not_found`
 */
export async function getRun(ctx: Context, eventId: number, runId: number) {
  const event = await getEvent(ctx, eventId);
  const run = await findRun(ctx.db, eventId, runId, scopeOf(ctx.actor));
  if (!run) throw eventNotFound();
  return {
    event,
    run,
    problems: run.problems > 0 ? await listRunProblems(ctx.db, runId, PROBLEMS_SHOWN) : [],
    mayChange: whyMayNotChangeEvents(ctx.actor) === null,
  };
}

export type RunDetails = Awaited<ReturnType<typeof getRun>>['run'];

/** The number of a run from an address. Anything that cannot be one is simply not found. */
export function parseRunId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw eventNotFound();
  return Number(text);
}
