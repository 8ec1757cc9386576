import type { ReactNode } from 'react';
import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { type CertificateDetails, getCertificate, parseCertificateId } from '@/lib/certificates/change/get-certificate';
import { whyNotChangeable, whyNotCorrectable } from '@/lib/certificates/change/rules';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import { parseEventId } from '@/lib/events/event-id';
import type { NamedFacts } from '@/lib/printing/facts';

type Props = { params: Promise<{ eventId: string; certificateId: string }> };

/** What a page that changes a certificate shows while the certificate can still be changed. */
type Change = (
  certificate: CertificateDetails,
  page: { eventId: number; back: string; isSigned: boolean },
) => ReactNode;

type ChangeWords = { title: string; step: string; capability: 'certificate.correct' | 'certificate.revoke' };

/** Returns the page for one kind of change to a named certificate, or why the certificate can no longer be changed. */
export function changePage({ title, step, capability }: ChangeWords, change: Change) {
  return personPage(['provider'], async (ctx, { params }: Props) => {
    const given = await params;
    const eventId = parseEventId(given.eventId);
    const certificate = await getCertificate(ctx, eventId, parseCertificateId(given.certificateId));
    authorize(ctx, capability);
    const isSigned = await isSignedDigitally(ctx.db, eventId);
    const facts = certificate.facts as NamedFacts;
    const list = `/events/${eventId}/certificates`;
    const back = `${list}/${certificate.id}`;
    const why = capability === 'certificate.correct' ? whyNotCorrectable(certificate) : whyNotChangeable(certificate);
    return (
      <>
        <Breadcrumbs
          crumbs={eventCrumbs(
            ctx.actor,
            { id: eventId, title: facts.title },
            { label: 'Certificates', href: list },
            { label: certificate.serial, href: back },
            { label: step },
          )}
        />
        <PageHeader
          title={title}
          lead={
            <>
              <bdi>{facts.participantName}</bdi> · <span className="serial">{certificate.serial}</span>
            </>
          }
        />
        <EventNav
          event={{ id: eventId, canceledAt: certificate.eventCanceledAt }}
          current="certificates"
          below
          mayChange
        />
        {why ? (
          <Inset title="Not now">
            <p>{why}</p>
            <p>
              <a href={back}>Back to the certificate</a>
            </p>
          </Inset>
        ) : (
          change(certificate, { eventId, back, isSigned })
        )}
      </>
    );
  });
}
