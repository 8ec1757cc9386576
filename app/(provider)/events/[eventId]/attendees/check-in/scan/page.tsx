import { allowCamera } from '@/app/_edges/allow-camera';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Scanner } from '@/components/check-in/scanner';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { listKnownBadges } from '@/lib/attendees/check-in/get-check-in';
import { listScannerSessions } from '@/lib/conference-roster/check-in';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { noteScansAction } from './actions';

export const generateMetadata = titledByEvent('Scanner', 'roster.change');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], scanPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={noteScansAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees/check-in/scan`}
        saveLabel="Save"
      />
    );
  },
});

async function scanPage(ctx: Context, { params, searchParams }: Props) {
  allowCamera();
  // The page that a phone keeps, so that it opens without a network, has nobody’s name in it.
  const isForKeeping = (await searchParams).names === 'no';
  const { event, badges } = await listKnownBadges(ctx, parseEventId((await params).eventId));
  const sessions = await listScannerSessions(ctx, event);
  const checkIn = `/events/${event.id}/attendees/check-in`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ...(event.conference
            ? [
                { label: event.conference.name, href: `/conferences/${event.conference.id}` },
                { label: 'Check-in', href: `/conferences/${event.conference.id}/check-in` },
              ]
            : [
                { label: event.title, href: `/events/${event.id}` },
                { label: 'Check-in', href: checkIn },
              ]),
          { label: 'Scanner' },
        ]}
      />
      <PageHeader title="Scanner" lead="Without a network, scans wait on this phone and are sent later." />
      <Scanner
        action={noteScansAction.bind(null, String(event.id))}
        saveScansOf={noteScansAction}
        address={`${checkIn}/scan`}
        eventId={event.id}
        sessions={sessions}
        formKey={crypto.randomUUID()}
        badges={isForKeeping ? [] : badges}
      />
    </>
  );
}
