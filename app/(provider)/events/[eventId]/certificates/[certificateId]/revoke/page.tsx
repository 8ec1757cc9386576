import type { Metadata } from 'next';
import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { RevokeForm } from '@/components/certificates/revoke-form';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { getCertificate, parseCertificateId } from '@/lib/certificates/change/get-certificate';
import { whyNotChangeable } from '@/lib/certificates/change/rules';
import type { NamedFacts } from '@/lib/certificates/facts';
import { parseEventId } from '@/lib/events/event-id';
import { authoriseEventChange } from '@/lib/events/policy';
import { revokeAction } from '../actions';

export const metadata: Metadata = { title: 'Revoke the certificate' };

type Props = { params: Promise<{ eventId: string; certificateId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const given = await params;
  const eventId = parseEventId(given.eventId);
  const certificate = await getCertificate(ctx, eventId, parseCertificateId(given.certificateId));
  authoriseEventChange(ctx.actor);
  const { participantName, title } = certificate.facts as NamedFacts;
  const list = `/events/${eventId}/certificates`;
  const back = `${list}/${certificate.id}`;
  const why = whyNotChangeable(certificate);
  const action = revokeAction.bind(null, String(eventId), String(certificate.id));
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(
          ctx.actor,
          { id: eventId, title },
          { label: 'Certificates', href: list },
          { label: certificate.serial, href: back },
          { label: 'Revoke' },
        )}
      />
      <PageHeader
        title="Revoke the certificate"
        lead={
          <>
            <bdi>{participantName}</bdi> · <span className="serial">{certificate.serial}</span>
          </>
        }
      />
      <EventNav eventId={eventId} current="certificates" below mayChange />
      {why ? (
        <Inset title="Not now">
          <p>{why}</p>
          <p>
            <a href={back}>Back to the certificate</a>
          </p>
        </Inset>
      ) : (
        <>
          <Inset title="What happens next">
            <p>
              The certificate stops to hold at once, for good: whoever checks it is told that it was revoked. Its
              attendee counts as not having completed the event, so that no new one is issued by itself. To set a
              mistake right, <a href={`${back}/correct`}>correct the certificate</a> instead.
            </p>
          </Inset>
          <RevokeForm action={action} cancelHref={back} />
        </>
      )}
    </>
  );
});
