import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { getLink } from '@/lib/certificates/share-links/list-links';
import { parseShareNumber } from '@/lib/certificates/share-links/not-found';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { revokeLinkAction } from '../../actions';

export const metadata: Metadata = { title: 'Revoke a link' };

type Props = { params: Promise<{ eventId: string; linkId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const { eventId, linkId } = await params;
  const event = await getEvent(ctx, parseEventId(eventId));
  const link = await getLink(ctx, event.id, parseShareNumber(linkId));
  authoriseEventChange(ctx.actor);
  const href = `/events/${event.id}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href },
          { label: 'Share links', href: `${href}/share` },
          { label: 'Revoke a link' },
        ]}
      />
      <PageHeader
        title={
          <>
            Revoke the link “<bdi>{link.label}</bdi>”
          </>
        }
      />
      <div className="prose">
        <ul>
          <li>Nobody can claim with it any more, from now on and for good. Printed posters lead nowhere.</li>
          <li>Certificates that were claimed with it stay valid.</li>
          <li>Claims that wait for you can still be accepted or refused.</li>
        </ul>
      </div>
      <div className="button-row">
        <ButtonForm
          action={revokeLinkAction.bind(null, String(event.id), String(link.id))}
          label="Revoke the link"
          pendingLabel="Revoking…"
          variant="danger"
        />
        <ButtonLink href={`${href}/share`} variant="quiet">
          Keep it
        </ButtonLink>
      </div>
    </>
  );
});
