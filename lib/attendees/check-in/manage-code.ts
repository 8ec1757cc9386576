import { z } from 'zod';
import { closeCode, findOpenCode, insertCode } from '@/db/queries/check-in-codes';
import { lockEvent } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import type { Context } from '@/lib/platform/visit';
import { makeCodeToken } from './code-token';

export const codeSchema = z.object({});

/**
 * Opens the code that people scan to sign in and out of an event. An event has one code at a time.
 * @throws AppError `not_found` or `forbidden`
 */
export async function openCheckInCode(ctx: Context, eventId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
    if (!event) throw eventNotFound();
    authorize(ctx, 'roster.change', event);
    refuseCanceled(event);
    if (await findOpenCode(tx, eventId)) return;
    const made = { createdBy: ctx.actor.userId, createdAt: ctx.clock.now() };
    const codeId = await insertCode(tx, { eventId, ...makeCodeToken(eventId), ...made });
    await record(tx, ctx, { action: 'check_in.opened', subject: `event:${eventId}`, details: { codeId } });
  });
}

/**
 * Closes the code, so that nobody can sign in or out with it anymore.
 * @throws AppError `not_found` or `forbidden`
 */
export async function closeCheckInCode(ctx: Context, eventId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
    if (!event) throw eventNotFound();
    authorize(ctx, 'roster.change', event);
    const code = await findOpenCode(tx, eventId);
    if (!code || !(await closeCode(tx, { id: code.id, by: ctx.actor.userId, at: ctx.clock.now() }))) return;
    await record(tx, ctx, { action: 'check_in.closed', subject: `event:${eventId}`, details: { codeId: code.id } });
  });
}
