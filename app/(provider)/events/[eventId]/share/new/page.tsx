import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Unsigned } from '@/components/certificates/unsigned';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { LinkForm } from '@/components/share/link-form';
import { authorize } from '@/lib/access/authorize';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { makeLinkAction } from '../actions';

export const generateMetadata = titledByEvent('Create a link', 'share_link.make');

type Props = { params: Promise<{ eventId: string }> };

const addressOf = (eventId: string | number) => `/events/${eventId}/share/new`;

export default personPage(
  ['provider'],
  async (ctx, { params }: Props) => {
    const event = await getEvent(ctx, parseEventId((await params).eventId));
    authorize(ctx, 'share_link.make');
    const isSigned = await isSignedDigitally(ctx.db, event.id);
    const href = `/events/${event.id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Event List', href: '/events' },
            { label: event.title, href },
            { label: 'Share links', href: `${href}/share` },
            { label: 'Create a link' },
          ]}
        />
        <PageHeader title="Create a link" lead={<bdi>{event.title}</bdi>} />
        <EventNav event={event} current="share" below mayChange />
        {!event.canceledAt && !isSigned && <Unsigned eventId={event.id} next="share" />}
        {!event.canceledAt && (
          <LinkForm
            action={makeLinkAction.bind(null, String(event.id))}
            address={addressOf(event.id)}
            cancelHref={`${href}/share`}
            evaluationHref={`${href}/evaluation`}
            isSigned={isSigned}
          />
        )}
      </>
    );
  },
  {
    keep: async (because, { params }: Props) => {
      const { eventId } = await params;
      const action = makeLinkAction.bind(null, eventId);
      return <KeptForm because={because} action={action} address={addressOf(eventId)} saveLabel="Create the link" />;
    },
  },
);
