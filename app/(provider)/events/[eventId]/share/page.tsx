import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { Unsigned } from '@/components/certificates/unsigned';
import { LinksOfOtherYears } from '@/components/courses/links-of-other-years';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { LiveRefresh } from '@/components/live-refresh';
import { PageHeader } from '@/components/page-header';
import { ClaimsTable } from '@/components/share/claims-table';
import { LinkCard } from '@/components/share/link-card';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import { listClaims } from '@/lib/claims/list-claims';
import { findCourse } from '@/lib/courses/find-course';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { formatDays } from '@/lib/platform/days';
import { ifValid, recordId } from '@/lib/platform/lists/filters';
import { listLinks } from '@/lib/share-links/list-links';
import { acceptClaimAction } from './actions';

export const generateMetadata = titledByEvent('Share links');

const SAVED: Record<string, string> = {
  made: 'The link is ready. Copy its address, or print its poster for the room.',
  revoked: 'The link was revoked. No one can use it any longer; certificates already claimed with it stay valid.',
  accepted: 'The claim was accepted, and the certificate was issued.',
  recognized: 'The claim was accepted. The person already had a certificate, and the link now shows it.',
  refused: 'The claim was refused. Its page tells the person who to contact.',
  withdrawn: 'The claim was withdrawn. The certificate stays valid, because this claim did not make it.',
  'withdrawn-revoked': 'The claim was withdrawn, and the certificate was revoked.',
};

type Search = { saved?: string | string[]; before?: string | string[] };
type Props = { params: Promise<{ eventId: string }>; searchParams: Promise<Search> };

/** Shows the links that attendees use to get their own certificates, and the claims made through them. */
export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { saved, before } = await searchParams;
  const position = ifValid(recordId).parse(before ?? null);
  const links = await listLinks(ctx, event.id);
  const { waiting, others, olderThan } = await listClaims(ctx, event.id, position);
  const years = (await findCourse(ctx, event))?.years ?? [];
  const isSigned = await isSignedDigitally(ctx.db, event.id);
  const mayChange = whyNotAllowed(ctx.actor, 'share_link.change') === null;
  const mayMake = whyNotAllowed(ctx.actor, 'share_link.make', event) === null && !event.canceledAt;
  const href = `/events/${event.id}/share`;
  const table = { eventHref: `/events/${event.id}`, mayChange };
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Share links' })} />
      <SavedNotice words={SAVED} saved={saved} />
      <PageHeader
        title="Share links"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)}
          </>
        }
        action={mayMake && links.length > 0 && <ButtonLink href={`${href}/new`}>Create a link</ButtonLink>}
      />
      <EventNav event={event} current="share" mayChange={mayChange} />
      {mayChange &&
        !event.canceledAt &&
        !isSigned &&
        (waiting.length > 0 || links.some(({ state }) => state === 'open')) && (
          <Unsigned eventId={event.id} next="share" />
        )}
      <LinksOfOtherYears years={years} eventId={event.id} />
      {links.length === 0 ? (
        <EmptyState
          title="No links yet"
          action={mayMake && <ButtonLink href={`${href}/new`}>Create a link</ButtonLink>}
        >
          <p>
            With a link, attendees get their own certificates on a phone, in the room or later. You see each claim as it
            happens and can revoke its certificate.
          </p>
        </EmptyState>
      ) : (
        <ul className="share-links">
          {links.map((link) => (
            <LinkCard
              key={link.id}
              link={link}
              href={href}
              mayChange={mayChange}
              eventCanceled={event.canceledAt !== null}
            />
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <section>
          <h2>Claims waiting for you</h2>
          <ClaimsTable
            {...table}
            claims={waiting}
            isSigned={isSigned}
            caption={`${waiting.length} ${waiting.length === 1 ? 'claim is waiting' : 'claims are waiting'}, oldest first`}
            acceptAction={(claimId) => acceptClaimAction.bind(null, String(event.id), String(claimId))}
          />
        </section>
      )}
      {(others.length > 0 || position !== null) && (
        <section>
          <h2>Claims</h2>
          <ClaimsTable {...table} claims={others} caption="Claims, newest first" />
          <nav className="pager" aria-label="Pages of claims">
            <ul>
              {position !== null && (
                <li>
                  <a href={href}>Newest claims</a>
                </li>
              )}
              {olderThan !== null && (
                <li>
                  <a href={`${href}?before=${olderThan}`}>Older claims</a>
                </li>
              )}
            </ul>
          </nav>
        </section>
      )}
      {links.some(({ state }) => state === 'open') && position === null && <LiveRefresh everySeconds={5} />}
    </>
  );
});
