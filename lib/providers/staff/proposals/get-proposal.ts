import { findProposal, listOpenProposals, type NamedProposal } from '@/db/queries/proposals';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';

const MAX_LISTED = 50;

/**
 * Returns a proposal about a provider, and why the reader can't confirm it, or null when they can.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getProposal(
  ctx: Context,
  which: { providerId: number; proposalId: number },
): Promise<NamedProposal & { whyNotConfirm: string | null; own: boolean }> {
  authorize(ctx, 'provider.list-every');
  const found = await findProposal(ctx.db, which);
  if (!found) throw proposalNotFound();
  return {
    ...found,
    whyNotConfirm: whyNotAllowed(ctx.actor, 'proposal.confirm', { by: found.proposal.proposedBy }),
    own: found.proposal.proposedBy === ctx.actor.userId,
  };
}

/** Lists the proposals that wait for a second person, oldest first. For staff. */
export async function listWaitingProposals(ctx: Context): Promise<NamedProposal[]> {
  authorize(ctx, 'provider.list-every');
  return listOpenProposals(ctx.db, MAX_LISTED);
}

/** Reads the number of a proposal from an address. A malformed number counts as not found. */
export function parseProposalId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw proposalNotFound();
  return Number(text);
}

export function proposalNotFound(): AppError {
  return new AppError('not_found', 'That proposal does not exist. Choose one from the provider’s page.');
}
