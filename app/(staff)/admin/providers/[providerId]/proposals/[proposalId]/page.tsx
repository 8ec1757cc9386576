import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ConfirmForm, DeclineForm } from '@/components/providers/decide-proposal-forms';
import { MergePreviewView } from '@/components/providers/merge-preview';
import { PROPOSAL_STATUS, ProposalFacts } from '@/components/providers/proposal-facts';
import type { Context } from '@/lib/platform/visit';
import { previewMerge } from '@/lib/providers/staff/merging/merge-providers';
import { askedMerge } from '@/lib/providers/staff/proposals/asked';
import { getProposal, parseProposalId } from '@/lib/providers/staff/proposals/get-proposal';
import { titleOfProposal } from '@/lib/providers/staff/proposals/words';
import { parseProviderId } from '@/lib/users/provider-id';
import { confirmProposalAction, declineProposalAction } from './actions';

export const generateMetadata = titledByProvider('Proposal');

type Props = { params: Promise<{ providerId: string; proposalId: string }> };

/** Shows what a member of staff proposed about a provider, and lets a second person decide. */
export default personPage(['staff'], proposalPage, {
  keep: async (because, { params }: Props) => {
    const { providerId, proposalId } = await params;
    return (
      <KeptForm
        because={because}
        action={confirmProposalAction.bind(null, providerId, proposalId)}
        address={`/admin/providers/${providerId}/proposals/${proposalId}`}
        saveLabel="Confirm the proposal"
        others={[
          {
            action: declineProposalAction.bind(null, providerId, proposalId),
            saveLabel: 'Decline or withdraw the proposal',
          },
        ]}
      />
    );
  },
});

async function proposalPage(ctx: Context, { params }: Props) {
  const { providerId, proposalId } = await params;
  const which = { providerId: parseProviderId(providerId), proposalId: parseProposalId(proposalId) };
  const found = await getProposal(ctx, which);
  const { proposal, providerName, whyNotConfirm, own } = found;
  const preview =
    proposal.kind === 'merge'
      ? await previewMerge(ctx, { sourceId: which.providerId, targetId: askedMerge.parse(proposal.asked).into })
      : null;
  const back = `/admin/providers/${which.providerId}`;
  const address = `${back}/proposals/${which.proposalId}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Providers', href: '/admin/providers' },
          { label: providerName, href: back },
          { label: 'Proposal' },
        ]}
      />
      <PageHeader title={titleOfProposal(proposal)} lead={<bdi>{providerName}</bdi>} />
      {proposal.status !== 'open' && <Notice title={PROPOSAL_STATUS[proposal.status]} />}
      <ProposalFacts found={found} />
      {preview && proposal.status === 'open' && <MergePreviewView preview={preview} />}
      {proposal.status === 'open' && (
        <>
          <section>
            <h2>Confirm it</h2>
            {whyNotConfirm ? (
              <p>{whyNotConfirm}</p>
            ) : (
              <ConfirmForm action={confirmProposalAction.bind(null, providerId, proposalId)} address={address} />
            )}
          </section>
          <section>
            <h2>{own ? 'Withdraw it' : 'Decline it'}</h2>
            <DeclineForm
              action={declineProposalAction.bind(null, providerId, proposalId)}
              address={address}
              own={own}
            />
          </section>
        </>
      )}
    </>
  );
}
