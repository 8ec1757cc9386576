import type { Metadata } from 'next';
import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CorrectForm } from '@/components/certificates/correct-form';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { getCertificate, parseCertificateId } from '@/lib/certificates/change/get-certificate';
import { whyNotChangeable } from '@/lib/certificates/change/rules';
import type { NamedFacts } from '@/lib/certificates/facts';
import { parseEventId } from '@/lib/events/event-id';
import { authoriseEventChange } from '@/lib/events/policy';
import { unitsOf } from '@/lib/events/rules';
import { correctAction } from '../actions';

export const metadata: Metadata = { title: 'Correct the certificate' };

type Props = { params: Promise<{ eventId: string; certificateId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const given = await params;
  const eventId = parseEventId(given.eventId);
  const certificate = await getCertificate(ctx, eventId, parseCertificateId(given.certificateId));
  authoriseEventChange(ctx.actor);
  const { participantName, title } = certificate.facts as NamedFacts;
  const { attendee } = certificate;
  const list = `/events/${eventId}/certificates`;
  const back = `${list}/${certificate.id}`;
  const why = whyNotChangeable(certificate);
  const action = correctAction.bind(null, String(eventId), String(certificate.id));
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(
          ctx.actor,
          { id: eventId, title },
          { label: 'Certificates', href: list },
          { label: certificate.serial, href: back },
          { label: 'Correct' },
        )}
      />
      <PageHeader
        title="Correct the certificate"
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
              A new certificate with a new serial is made, with the event as it is now. The old one stays on record and
              says, when somebody checks it, that it was replaced. The roster is corrected too. Nothing is mailed by
              itself.
            </p>
          </Inset>
          <CorrectForm
            action={action}
            values={{
              name: attendee.name,
              school: attendee.school,
              educatorNumber: attendee.educatorNumber,
              units: unitsOf(attendee.units),
            }}
            most={unitsOf(certificate.eventHours)}
            cancelHref={back}
          />
        </>
      )}
    </>
  );
});
