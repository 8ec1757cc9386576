import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { CertificateFactsList } from '@/components/certificates/certificate-facts-list';
import { CertificateHistoryList } from '@/components/certificates/certificate-history-list';
import { CertificateMails } from '@/components/certificates/certificate-mails';
import { CertificateStateTag } from '@/components/certificates/certificate-state';
import { EventNav } from '@/components/event-nav';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getCertificate, listCertificateHistory, parseCertificateId } from '@/lib/certificates/change/get-certificate';
import { parseEventId } from '@/lib/events/event-id';
import { formatMoment } from '@/lib/platform/days';
import type { NamedFacts } from '@/lib/printing/facts';
import { mailAction } from './actions';

export const generateMetadata = titledByEvent('Certificate');

const SAVED = {
  mailed: 'The email with the certificate is on its way.',
  corrected:
    'This is the corrected certificate. Anyone who checks the old one sees that it was replaced. Send or give out this one.',
  revoked: 'The certificate was revoked. Anyone who checks it will see that.',
};

type Props = {
  params: Promise<{ eventId: string; certificateId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const given = await params;
  const eventId = parseEventId(given.eventId);
  const certificate = await getCertificate(ctx, eventId, parseCertificateId(given.certificateId));
  const { certificates, mails } = await listCertificateHistory(ctx, certificate);
  const { id, state, serial } = certificate;
  const facts = certificate.facts as NamedFacts;
  const list = `/events/${eventId}/certificates`;
  const path = `${list}/${id}`;
  const mayChange = whyNotAllowed(ctx.actor, 'certificate.correct') === null;
  const successor = certificates.find((other) => other.serial === certificate.supersededBy);
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(
          ctx.actor,
          { id: eventId, title: facts.title },
          { label: 'Certificates', href: list },
          { label: serial },
        )}
      />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title={<span dir="auto">{facts.participantName}</span>}
        lead={
          <>
            <CertificateStateTag state={state} /> <span className="serial">{serial}</span>
          </>
        }
        action={<ButtonLink href={`${path}/file`}>Open PDF</ButtonLink>}
      />
      <EventNav
        event={{ id: eventId, canceledAt: certificate.eventCanceledAt }}
        current="certificates"
        below
        mayChange={mayChange}
      />
      {state !== 'valid' && certificate.endedAt && (
        <Notice kind="warning" title={state === 'revoked' ? 'Revoked' : 'Replaced by a corrected certificate'}>
          <p>
            {certificate.endedByName ? `By ${certificate.endedByName}, ` : ''}
            {formatMoment(certificate.endedAt)}. Reason: {certificate.endReason}
          </p>
          {successor && (
            <p>
              <a href={`${list}/${successor.id}`}>
                Go to the certificate that replaced it, <span className="serial">{successor.serial}</span>
              </a>
            </p>
          )}
          {state === 'revoked' && !certificate.attendee.completed && (
            <p>
              The attendee is now marked as not having completed the event. Change that on the roster to issue a new
              certificate.
            </p>
          )}
        </Notice>
      )}
      <CertificateFactsList certificate={certificate} facts={facts} />
      <div className="button-row">
        <ButtonLink href={`${path}/file?download`} variant="secondary">
          Download PDF
        </ButtonLink>
        {mayChange && state === 'valid' && (
          <>
            {!certificate.eventCanceledAt && (
              <ButtonLink href={`${path}/correct`} variant="secondary">
                Correct
              </ButtonLink>
            )}
            <ButtonLink href={`${path}/revoke`} variant="quiet">
              Revoke
            </ButtonLink>
          </>
        )}
      </div>
      <CertificateMails
        email={certificate.attendee.email}
        attendeesHref={`/events/${eventId}/attendees`}
        mails={mails}
        isSigned={facts.signatureId !== undefined}
        action={
          mayChange && state === 'valid' && !certificate.eventCanceledAt
            ? mailAction.bind(null, String(eventId), String(id))
            : null
        }
      />
      <CertificateHistoryList path={list} current={id} certificates={certificates} />
    </>
  );
});
