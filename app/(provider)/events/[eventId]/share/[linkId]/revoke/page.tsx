import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { getLink } from '@/lib/share-links/list-links';
import { parseShareNumber } from '@/lib/share-links/not-found';
import { revokeLinkAction } from '../../actions';

export const generateMetadata = titledByEvent('Revoke a link', 'share_link.change');

type Props = { params: Promise<{ eventId: string; linkId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const { eventId, linkId } = await params;
  const event = await getEvent(ctx, parseEventId(eventId));
  const link = await getLink(ctx, event.id, parseShareNumber(linkId));
  authorize(ctx, 'share_link.change');
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
          <li>No one will be able to claim with it again. Printed posters will stop working.</li>
          <li>Certificates already claimed with it stay valid.</li>
          <li>You can still accept or refuse claims that are waiting.</li>
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
          Cancel
        </ButtonLink>
      </div>
    </>
  );
});
