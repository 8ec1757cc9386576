import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockProposal, type ProposalRow, setProposalDecided } from '@/db/queries/proposals';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { optionalParagraphsOfText, paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { proposalNotFound } from './get-proposal';
import { APPLY } from './kinds';

const MAX_NOTE = 500;

export const confirmSchema = z.object({ note: optionalParagraphsOfText({ label: 'The note', max: MAX_NOTE }) });
export const declineSchema = z.object({ note: paragraphsOfText({ label: 'The note', max: MAX_NOTE }) });

type Which = { providerId: number; proposalId: number };

/**
 * Confirms a proposal as the second person, which makes it take effect in the same transaction. Confirming twice, or by
 * many at once, does it once.
 * @throws AppError `not_found`, `forbidden`, also for the person who proposed it, or `conflict` when it was declined or
 * withdrawn, or can't take effect any longer
 */
export async function confirmProposal(
  ctx: Context,
  { note, ...which }: Which & z.output<typeof confirmSchema>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const proposal = await lock(tx, which);
    authorize(ctx, 'proposal.confirm', { by: proposal.proposedBy });
    if (proposal.status === 'confirmed') return;
    if (proposal.status !== 'open') throw decidedAlready();
    await APPLY[proposal.kind](tx, ctx, proposal);
    await decide(tx, ctx, proposal, { status: 'confirmed', note: note || null });
    await record(tx, ctx, {
      action: 'proposal.confirmed',
      subject: `provider:${proposal.providerId}`,
      details: { proposalId: proposal.id, kind: proposal.kind, proposedBy: proposal.proposedBy },
    });
  });
}

/**
 * Declines a proposal, or withdraws one's own; nothing changes.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it was confirmed in the meantime
 */
export async function declineProposal(
  ctx: Context,
  { note, ...which }: Which & z.output<typeof declineSchema>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const proposal = await lock(tx, which);
    authorize(ctx, 'provider.set-standing');
    if (proposal.status === 'confirmed') throw decidedAlready();
    if (proposal.status !== 'open') return;
    const own = proposal.proposedBy === ctx.actor.userId;
    await decide(tx, ctx, proposal, { status: own ? 'withdrawn' : 'declined', note });
    await record(tx, ctx, {
      action: own ? 'proposal.withdrawn' : 'proposal.declined',
      subject: `provider:${proposal.providerId}`,
      details: { proposalId: proposal.id, kind: proposal.kind, note },
    });
  });
}

async function lock(tx: Transaction, { providerId, proposalId }: Which): Promise<ProposalRow> {
  const proposal = await lockProposal(tx, proposalId);
  if (proposal?.providerId !== providerId) throw proposalNotFound();
  return proposal;
}

function decide(
  tx: Transaction,
  ctx: Context,
  { id }: ProposalRow,
  decision: Pick<ProposalRow, 'status' | 'note'>,
): Promise<void> {
  return setProposalDecided(tx, id, { ...decision, decidedBy: ctx.actor.userId, decidedAt: ctx.clock.now() });
}

function decidedAlready(): AppError {
  return new AppError('conflict', 'This proposal was decided in the meantime. Open it again to see what was decided.');
}
