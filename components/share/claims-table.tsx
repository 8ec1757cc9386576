import type { ListedClaim } from '@/lib/claims/list-claims';
import { formatMoment } from '@/lib/platform/days';
import { ButtonForm, type StateAction } from '../account/button-form';
import { DataTable } from '../data-table';
import { CLAIM_STATES } from './link-words';

type Props = {
  claims: ListedClaim[];
  caption: string;
  eventHref: string;
  mayChange: boolean;
  /** Whether an accepted claim gets a certificate with a signature; without one, the button says so. */
  isSigned?: boolean;
  /** For pending claims. */
  acceptAction?: (claimId: number) => StateAction;
};

/** Lists who claimed what, and the state of each claim. */
export function ClaimsTable({ claims, caption, eventHref, mayChange, isSigned = true, acceptAction }: Props) {
  return (
    <DataTable
      size="several"
      className="claims-table"
      caption={caption}
      rows={claims}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Name',
          cell: (claim) => (
            <>
              <a href={`${eventHref}/share/claims/${claim.id}`} dir="auto">
                {claim.name}
              </a>
              {isPossibleDuplicate(claim) && (
                <span className="sub">Possible duplicate: same name as another attendee</span>
              )}
            </>
          ),
        },
        { heading: 'School', cell: ({ school }) => <span dir="auto">{school || '–'}</span> },
        { heading: 'Claimed', cell: ({ statedAt }) => formatMoment(statedAt) },
        { heading: 'Link', cell: ({ linkLabel }) => <span dir="auto">{linkLabel ?? 'Learning system'}</span> },
        {
          heading: 'Status',
          cell: (claim) => (
            <span>
              <ClaimTag claim={claim} />
              {claim.serial && claim.state === 'issued' && <span className="sub nowrap">{claim.serial}</span>}
            </span>
          ),
        },
      ]}
      actions={(claim) => (
        <>
          {mayChange && acceptAction && !needsChoice(claim) && (
            <ButtonForm
              action={acceptAction(claim.id)}
              label={isSigned ? 'Accept' : 'Accept without a signature'}
              fields={isSigned ? {} : { unsigned: 'yes' }}
              about={`the claim of ${claim.name}`}
              pendingLabel="Accepting…"
              variant="quiet"
            />
          )}
          <a href={`${eventHref}/share/claims/${claim.id}`}>
            {mayChange && claim.state === 'waiting'
              ? needsChoice(claim)
                ? 'Decide'
                : 'Refuse'
              : mayChange && claim.state === 'issued'
                ? 'Withdraw'
                : 'View'}
            <span className="sr-only"> the claim of {claim.name}</span>
          </a>
        </>
      )}
    />
  );
}

function isPossibleDuplicate({ state, namesakes, waitsFor }: ListedClaim): boolean {
  if (state === 'waiting')
    return namesakes || waitsFor === 'has_certificate' || waitsFor === 'same_name' || waitsFor === 'other_year';
  return state === 'issued' && namesakes;
}

/** Whether the provider has to say who it is before the claim can be accepted. */
function needsChoice({ attendeeId, namesakes, waitsFor }: ListedClaim): boolean {
  return waitsFor === null || waitsFor === 'review' || waitsFor === 'other_year' || waitsFor === 'overlap'
    ? attendeeId === null && namesakes
    : true;
}

/** Shows the state of a claim. A claimed certificate may since have been revoked on its own page. */
export function ClaimTag({ claim: { state, serial } }: { claim: Pick<ListedClaim, 'state' | 'serial'> }) {
  if (state === 'issued' && !serial) return <span className="tag tag-ended">Certificate revoked</span>;
  return <span className={`tag tag-${CLAIM_STATES[state].tag}`}>{CLAIM_STATES[state].label}</span>;
}
