import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { UploadForm } from '@/components/attendees/upload-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { uploadAction } from './actions';

export const generateMetadata = titledByEvent('Import attendees', 'roster.change');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['provider'], importPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={uploadAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees/import`}
        saveLabel="Continue"
      />
    );
  },
});

async function importPage(ctx: Context, { params }: Props) {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  authorize(ctx, 'roster.change');
  const roster = `/events/${event.id}/attendees`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: 'Import' },
        ]}
      />
      <PageHeader
        title="Import attendees"
        lead="Nothing is imported yet. The next page shows what will happen to each row."
      />
      <EventNav event={event} current="attendees" below mayChange />
      {!event.canceledAt && (
        <UploadForm
          action={uploadAction.bind(null, String(event.id))}
          address={`${roster}/import`}
          cancelHref={roster}
        />
      )}
    </>
  );
}
