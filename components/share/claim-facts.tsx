import type { ListedClaim } from '@/lib/claims/list-claims';
import { formatMoment } from '@/lib/platform/days';
import { SummaryList } from '../summary-list';
import { ClaimTag } from './claims-table';

/** Shows what a person entered in a claim, and its outcome. */
export function ClaimFacts({ claim }: { claim: ListedClaim }) {
  const rows = [
    { term: 'Status', value: <ClaimTag claim={claim} /> },
    { term: 'Name', value: <bdi>{claim.name}</bdi> },
    { term: 'School or district', value: <bdi>{claim.school || '–'}</bdi> },
    { term: 'Educator number', value: <bdi>{claim.educatorNumber || '–'}</bdi> },
    { term: 'Email', value: <span className="wrap-anywhere">{claim.email ?? '–'}</span> },
    {
      term: 'Stated',
      value: `Completed the event and is a Montana educator, on ${formatMoment(claim.statedAt)}`,
    },
    { term: 'Link', value: <bdi>{claim.linkLabel ?? 'Learning system'}</bdi> },
    ...(claim.serial ? [{ term: 'Certificate', value: claim.serial }] : []),
    ...(claim.decidedAt
      ? [{ term: 'Decided', value: `${formatMoment(claim.decidedAt)} by ${claim.decidedByName}` }]
      : []),
    ...(claim.reason ? [{ term: 'Reason', value: <bdi>{claim.reason}</bdi> }] : []),
  ];
  return <SummaryList rows={rows} />;
}
