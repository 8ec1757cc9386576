import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '@/db/client';
import { findOpenProposal, findProposal, insertProposal, type ProposalKind } from '@/db/queries/proposals';
import { record } from '@/lib/audit/record';
import { env, supportAddress } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Context } from '@/lib/platform/visit';
import { titleOfProposal } from './words';

type New = { providerId: number; kind: ProposalKind; asked: Record<string, unknown>; reason: string };

/**
 * Proposes something that takes a second person, records it, and emails the agency's address. The same form, sent again,
 * finds the proposal that it made. The caller has locked the provider, and has decided whether the actor may propose it.
 * @throws AppError `conflict` while another proposal about the provider waits
 */
export async function propose(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  { providerId, kind, asked, reason }: New,
): Promise<number> {
  const { userId, name } = ctx.actor;
  const waiting = (await findOpenProposal(tx, providerId))?.proposal;
  if (waiting) {
    const isSame = waiting.kind === kind && waiting.reason === reason && isDeepStrictEqual(waiting.asked, asked);
    if (isSame && waiting.proposedBy === userId) return waiting.id;
    throw proposalWaits();
  }
  const proposalId = await insertProposal(tx, {
    providerId,
    kind,
    asked,
    reason,
    proposedBy: userId,
    proposedAt: ctx.clock.now(),
  });
  if (proposalId === null) throw proposalWaits();
  await record(tx, ctx, {
    action: 'proposal.made',
    subject: `provider:${providerId}`,
    details: { proposalId, kind, asked, reason },
  });
  const row = await findProposal(tx, { providerId, proposalId });
  await sendEmail(tx, ctx, {
    kind: 'proposal.made',
    to: supportAddress(),
    subject: `A second person is needed: ${row!.providerName}`,
    paragraphs: [
      `${name} proposed about ${row!.providerName}: ${titleOfProposal({ kind, asked })}. Nothing has changed yet. The reason:`,
      reason,
      'Another member of staff confirms or declines it on the page below.',
    ],
    link: {
      label: 'Open the proposal',
      href: `${env().APP_URL}/admin/providers/${providerId}/proposals/${proposalId}`,
    },
  });
  return proposalId;
}

export function proposalWaits(): AppError {
  return new AppError(
    'conflict',
    'A proposal about this provider waits for a second person. Decide it first, on the provider’s page.',
  );
}
