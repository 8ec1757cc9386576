import type { Transaction } from '@/db/client';
import type { ProposalKind, ProposalRow } from '@/db/queries/proposals';
import { lockProvider } from '@/db/queries/providers';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { closeProvider } from '../closing/close-provider';
import { mergeProviders } from '../merging/merge-providers';
import { writeStanding } from '../standing/write-standing';
import { askedMerge, askedStanding } from './asked';

type Applying = Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>;

/** Makes a proposal take effect, in the transaction that confirms it. */
type Apply = (tx: Transaction, ctx: Applying, proposal: ProposalRow) => Promise<void>;

/** What each kind of proposal does once it is confirmed. */
export const APPLY: Record<ProposalKind, Apply> = {
  merge: async (tx, ctx, { id: proposalId, providerId: sourceId, proposedBy, asked, reason }) => {
    const { into: targetId } = askedMerge.parse(asked);
    await mergeProviders(tx, ctx, { sourceId, targetId, reason, confirmed: { proposalId, proposedBy } });
  },
  close: async (tx, ctx, { id: proposalId, providerId, proposedBy, reason }) =>
    closeProvider(tx, ctx, { providerId, reason, confirmed: { proposalId, proposedBy } }),
  standing: async (tx, ctx, { id: proposalId, providerId, proposedBy, asked, reason }) => {
    const provider = await lockProvider(tx, providerId);
    if (!provider) throw providerNotFound();
    const decision = { ...askedStanding.parse(asked), reason };
    await writeStanding(tx, ctx, provider, decision, { proposalId, proposedBy });
  },
};
