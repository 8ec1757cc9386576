import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventNav } from '@/components/event-nav';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ClaimFacts } from '@/components/share/claim-facts';
import { ReasonForm } from '@/components/share/reason-form';
import { getClaim } from '@/lib/certificates/claims/list-claims';
import { parseShareNumber } from '@/lib/certificates/share-links/not-found';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { whyMayNotChangeEvents } from '@/lib/events/policy';
import { acceptClaimAction, refuseClaimAction, withdrawClaimAction } from '../../actions';

export const metadata: Metadata = { title: 'A claim' };

type Props = { params: Promise<{ eventId: string; claimId: string }> };

/** One claim, with what the provider can do about it. */
export default personPage(['provider', 'staff'], async (ctx, { params }: Props) => {
  const { eventId, claimId } = await params;
  const event = await getEvent(ctx, parseEventId(eventId));
  const claim = await getClaim(ctx, event.id, parseShareNumber(claimId));
  const mayChange = whyMayNotChangeEvents(ctx.actor) === null;
  const href = `/events/${event.id}`;
  const address = `${href}/share/claims/${claim.id}`;
  const bound = [String(event.id), String(claim.id)] as const;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ctx.actor.kind === 'staff'
            ? { label: 'Counts due', href: '/admin' }
            : { label: 'Event List', href: '/events' },
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
      <EventNav eventId={event.id} current="share" below mayChange={mayChange} />
      {claim.namesakes && (claim.state === 'waiting' || claim.state === 'issued') && (
        <Notice kind="warning" title="Somebody else has the same name">
          <p>
            The name stands on the roster or in another claim as well. It may be one person who claimed twice: look
            before there are two certificates.
          </p>
        </Notice>
      )}
      <ClaimFacts claim={claim} />
      {mayChange && claim.state === 'waiting' && (
        <section>
          <h2>Accept it</h2>
          <p>The person gets the certificate{claim.email ? ', by e-mail as well' : ' on the page of the link'}.</p>
          <ButtonForm action={acceptClaimAction.bind(null, ...bound)} label="Accept" pendingLabel="Accepting…" />
        </section>
      )}
      {mayChange && claim.state === 'waiting' && (
        <section>
          <h2>Refuse it</h2>
          <ReasonForm
            action={refuseClaimAction.bind(null, ...bound)}
            address={address}
            hint="For your records. The person is told whom to ask, and not the reason."
            label="Refuse"
            pendingLabel="Refusing…"
          />
        </section>
      )}
      {mayChange && claim.state === 'issued' && (
        <section>
          <h2>Withdraw it</h2>
          <p>
            The certificate is revoked for good: whoever checks it is told that it does not hold. The person counts as
            not having completed the event. To put a name right, correct the certificate instead.
          </p>
          <ReasonForm
            action={withdrawClaimAction.bind(null, ...bound)}
            address={address}
            hint="For your records; kept with the certificate. The person is told whom to ask."
            label="Withdraw"
            pendingLabel="Withdrawing…"
          />
        </section>
      )}
    </>
  );
});
