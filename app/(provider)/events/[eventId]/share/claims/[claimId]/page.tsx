import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Unsigned } from '@/components/certificates/unsigned';
import { EventNav } from '@/components/event-nav';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { AcceptClaimForm } from '@/components/share/accept-claim-form';
import { ClaimFacts } from '@/components/share/claim-facts';
import { WAITS_FOR } from '@/components/share/link-words';
import { ReasonForm } from '@/components/share/reason-form';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import { getClaim, listWhoClaims, madeItsCertificate } from '@/lib/claims/list-claims';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { parseShareNumber } from '@/lib/share-links/not-found';
import { acceptClaimAction, refuseClaimAction, withdrawClaimAction } from '../../actions';

export const generateMetadata = titledByEvent('A claim');

type Props = { params: Promise<{ eventId: string; claimId: string }> };

/** Shows one claim, with what the provider can do about it. */
export default personPage(['provider', 'staff'], async (ctx, { params }: Props) => {
  const { eventId, claimId } = await params;
  const event = await getEvent(ctx, parseEventId(eventId));
  const claim = await getClaim(ctx, event.id, parseShareNumber(claimId));
  const people = claim.state === 'waiting' ? await listWhoClaims(ctx, claim) : [];
  const madeIt = claim.state === 'issued' && (await madeItsCertificate(ctx, claim));
  const isSigned = await isSignedDigitally(ctx.db, event.id);
  const mayChange = whyNotAllowed(ctx.actor, 'claim.decide') === null;
  const whyNotAccept = whyNotAllowed(ctx.actor, 'claim.accept', event);
  const href = `/events/${event.id}`;
  const address = `${href}/share/claims/${claim.id}`;
  const bound = [String(event.id), String(claim.id)] as const;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          programOf(ctx.actor),
          { label: event.title, href },
          { label: 'Share links', href: `${href}/share` },
          { label: claim.name },
        ]}
      />
      <PageHeader
        title={
          <>
            Claim of <bdi>{claim.name}</bdi>
          </>
        }
        lead={<bdi>{event.title}</bdi>}
      />
      <EventNav event={event} current="share" below mayChange={mayChange} />
      {claim.namesakes && claim.state === 'issued' && (
        <Notice kind="warning" title="Possible duplicate: same name as another attendee">
          <p>
            Someone else on the roster has this name. It may be one person with two certificates.{' '}
            <a href={`${href}/attendees/duplicates`}>Review possible duplicates</a>
          </p>
        </Notice>
      )}
      {claim.state === 'waiting' && claim.waitsFor !== null && (
        <Notice kind="warning" title="Why it waits for you">
          <p>{WAITS_FOR[claim.waitsFor]}</p>
        </Notice>
      )}
      {mayChange && claim.state === 'waiting' && !isSigned && !event.canceledAt && (
        <Unsigned eventId={event.id} next="share" />
      )}
      <ClaimFacts claim={claim} />
      {mayChange && claim.state === 'waiting' && (
        <section>
          <h2>Accept the claim</h2>
          <p>The person gets the certificate{claim.email ? ', and by email' : ' on the link’s page'}.</p>
          {whyNotAccept ? (
            <p>{whyNotAccept}</p>
          ) : (
            <AcceptClaimForm
              action={acceptClaimAction.bind(null, ...bound)}
              address={address}
              people={people}
              likely={claim.attendeeId}
              isSigned={isSigned}
            />
          )}
        </section>
      )}
      {mayChange && claim.state === 'waiting' && (
        <section>
          <h2>Refuse the claim</h2>
          <ReasonForm
            action={refuseClaimAction.bind(null, ...bound)}
            address={address}
            hint="For your records. The person sees who to contact, not the reason."
            label="Refuse"
            pendingLabel="Refusing…"
          />
        </section>
      )}
      {mayChange && claim.state === 'issued' && (
        <section>
          <h2>{madeIt ? 'Revoke the certificate' : 'Withdraw the claim'}</h2>
          {madeIt ? (
            <p>
              The certificate is revoked permanently; anyone who checks it sees that it is not valid. The person is
              marked as not having completed the event. To fix a name, correct the certificate instead.
            </p>
          ) : claim.serial === null ? (
            <p>The person has no valid certificate. Withdrawing the claim only frees its place at the link.</p>
          ) : (
            <p>
              This claim did not make the certificate, so it stays as it is. The link no longer shows it in the browser
              of this claim. To revoke it, open it on the Certificates page.
            </p>
          )}
          <ReasonForm
            action={withdrawClaimAction.bind(null, ...bound)}
            address={address}
            hint={`For your records${madeIt ? '; kept with the certificate' : ''}. The person sees who to contact.`}
            label="Withdraw"
            pendingLabel="Withdrawing…"
          />
        </section>
      )}
    </>
  );
});
