import { formatMoment } from '@/lib/platform/days';
import type { getProposal } from '@/lib/providers/staff/proposals/get-proposal';
import { factsOfProposal, titleOfProposal } from '@/lib/providers/staff/proposals/words';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';

type Found = Pick<
  Awaited<ReturnType<typeof getProposal>>,
  'proposal' | 'providerName' | 'proposedByName' | 'decidedByName'
>;

/** Says what became of a proposal. */
export const PROPOSAL_STATUS: Record<Found['proposal']['status'], string> = {
  open: 'Waits for a second person',
  confirmed: 'Confirmed by a second person',
  declined: 'Declined',
  withdrawn: 'Withdrawn by the person who proposed it',
};

/** Shows what was proposed about a provider, by whom, why, and what became of it. */
export function ProposalFacts({ found }: { found: Found }) {
  const { proposal, proposedByName, decidedByName } = found;
  return (
    <SummaryList
      rows={[
        ...factsOfProposal(found),
        {
          term: 'Reason',
          value: (
            <span className="prose-lines" dir="auto">
              {proposal.reason}
            </span>
          ),
        },
        { term: 'Proposed by', value: `${proposedByName}, ${formatMoment(proposal.proposedAt)}` },
        ...(proposal.decidedAt
          ? [{ term: 'Decided by', value: `${decidedByName}, ${formatMoment(proposal.decidedAt)}` }]
          : []),
        ...(proposal.note ? [{ term: 'Note', value: <span className="prose-lines">{proposal.note}</span> }] : []),
      ]}
    />
  );
}

/** Lists the proposals that wait for a second person. */
export function WaitingProposals({ proposals }: { proposals: Found[] }) {
  if (proposals.length === 0) return null;
  return (
    <Notice
      kind="warning"
      title={proposals.length === 1 ? 'A proposal waits for a second person' : 'Proposals wait for a second person'}
    >
      <ul>
        {proposals.map(({ proposal, providerName, proposedByName }) => (
          <li key={proposal.id}>
            <bdi>{providerName}</bdi>:{' '}
            <a href={`/admin/providers/${proposal.providerId}/proposals/${proposal.id}`}>{titleOfProposal(proposal)}</a>
            , proposed by {proposedByName}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
