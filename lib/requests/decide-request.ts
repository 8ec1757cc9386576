import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findRequest, insertRequestStep, updateRequest } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { unsigned } from '@/lib/certificates/unsigned';
import { AppError } from '@/lib/platform/errors';
import { optionalParagraphsOfText, paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { newUsername } from '@/lib/users/new-user';
import { notifyProvider } from './emails';
import { KINDS } from './kinds';
import { MAX_WORDS } from './limits';
import { lockUndecided, requestNotFound } from './request';
import {
  CERTIFICATE_CHANGE,
  type CertificateChange,
  GROUNDS,
  type Ground,
  isAboutEvent,
  type RequestKind,
} from './rules';

export const approveSchema = z.object({
  /** The record as the reviewer saw it, as the request's kind writes it. */
  saw: z.string().regex(/^[\w/-]{1,50}$/, 'Open the page again, then decide.'),
  /** For a request for access: the username that the person gets or has. */
  username: newUsername.optional(),
  /** For a correction or a cancellation: what becomes of the certificates that were issued before. */
  certificates: z.enum(['leave', 'correct', 'revoke'], 'Choose what to do with the certificates.').optional(),
  unsigned,
  note: optionalParagraphsOfText({ label: 'The note', max: MAX_WORDS }),
});

export const declineSchema = z.object({
  ground: z.enum(Object.keys(GROUNDS) as [Ground, ...Ground[]], 'Choose a reason.'),
  sentence: paragraphsOfText({ label: 'A sentence', max: MAX_WORDS }),
});

type OfRequest = { requestId: number };

/** `moved` means that somebody changed the record after the reviewer opened the page, and nothing was done. */
export type ApproveResult = { kind: 'approved' } | { kind: 'moved' };

/**
 * Approves a request and makes its change in the same transaction: both happen or neither does. The reviewer decides on
 * what they saw; if the record has changed since, they see all three versions and decide again.
 * @throws AppError `not_found`, `forbidden`, also for the person who sent it, `invalid`, or `conflict` when somebody else has
 * decided
 */
export async function approveRequest(
  ctx: Context,
  { requestId, saw, note, ...choices }: z.output<typeof approveSchema> & OfRequest,
): Promise<ApproveResult> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'request.decide');
    const found = await findRequest(tx, requestId, 'every-provider');
    if (!found) throw requestNotFound();
    authorize(ctx, 'request.decide-on', { by: found.askedBy });
    refuseOtherChange(found.kind, choices.certificates);
    // The record is always locked before its request.
    const change = await KINDS[found.kind].prepare(tx, ctx, { ...found, saw });
    const request = await lockUndecided(tx, ctx, { requestId, as: 'agency' });
    if (change === 'moved') return { kind: 'moved' };
    const applied = await change.apply(request, choices);
    const said = [note, applied?.last].filter(Boolean).join('\n\n');
    await close(tx, ctx, { requestId, status: 'approved', text: said || null });
    await record(tx, ctx, {
      action: 'request.approved',
      subject: `request:${requestId}`,
      details: {
        kind: request.kind,
        eventId: request.eventId,
        ...(choices.certificates && { certificates: choices.certificates }),
      },
    });
    await notifyProvider(tx, ctx, requestId, { kind: 'approved', text: note, last: applied?.last });
    return { kind: 'approved' };
  });
}

/** A correction revokes nothing, and a cancellation corrects nothing: only a form that was changed by hand says so. */
function refuseOtherChange(kind: RequestKind, chosen: 'leave' | CertificateChange | undefined): void {
  if (!chosen || chosen === 'leave' || (isAboutEvent(kind) && chosen === CERTIFICATE_CHANGE[kind])) return;
  throw new AppError('invalid', 'Open the page again, then choose what to do with the certificates.');
}

/**
 * Declines a request, with a reason that the provider reads. Nothing else changes.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when somebody else has decided
 */
export async function declineRequest(
  ctx: Context,
  { requestId, ground, sentence }: z.output<typeof declineSchema> & OfRequest,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const request = await lockUndecided(tx, ctx, { requestId, as: 'agency' });
    authorize(ctx, 'request.decide-on', { by: request.askedBy });
    await close(tx, ctx, { requestId, status: 'declined', text: sentence, ground });
    await record(tx, ctx, {
      action: 'request.declined',
      subject: `request:${requestId}`,
      details: { kind: request.kind, eventId: request.eventId, ground },
    });
    await notifyProvider(tx, ctx, requestId, { kind: 'declined', text: sentence, ground });
  });
}

type Decision = { requestId: number; status: 'approved' | 'declined'; text: string | null; ground?: Ground };

async function close(tx: Transaction, ctx: Context, { requestId, status, text, ground }: Decision): Promise<void> {
  const at = ctx.clock.now();
  const { userId } = ctx.actor;
  await updateRequest(tx, requestId, { status, waitingSince: null, decidedAt: at, assigneeId: userId });
  await insertRequestStep(tx, { requestId, kind: status, by: userId, at, text, ground });
}
