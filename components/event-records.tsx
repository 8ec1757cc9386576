import type { ComponentProps, ReactNode } from 'react';
import type { ProviderEvent } from '@/lib/events/event';
import type { EventHistory } from '@/lib/events/event-history';
import type { Cancellation } from '@/lib/events/find-cancellation';
import type { Day } from '@/lib/platform/clock';
import type { SigningFacts } from '@/lib/printing/facts';
import type { ProviderRequest } from '@/lib/requests/request';
import { CertificateSheet } from './certificate-sheet';
import { CertificateVersions } from './certificate-versions';
import { EventDetails } from './event-details';
import { Inset } from './inset';
import { ReportHistory } from './report-history';
import { RequestTable } from './requests/request-table';
import { EventSignature } from './signature/event-signature';
import { SigningHistory } from './signature/signing-history';

/** What an event's page shows to its provider and to staff. */
export type EventFacts = {
  event: ProviderEvent;
  categoryNames: string[];
  history: EventHistory;
  requests: ProviderRequest[];
  /** Null while the event is not canceled. */
  cancellation: Cancellation | null;
  /** The certificate as it would print now. */
  sheet: Pick<ComponentProps<typeof CertificateSheet>, 'facts' | 'signature'>;
  signing: SigningFacts | null;
  /** Whether the event was edited after it was signed. */
  editedSince: boolean;
};

type ColumnsProps = {
  facts: EventFacts;
  maySign: boolean;
  /** What the reader can do with the event. */
  children: ReactNode;
};

/** Shows what was entered for an event beside its certificate. */
export function EventColumns({ facts, maySign, children }: ColumnsProps) {
  const { event, categoryNames, sheet, signing, editedSince } = facts;
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
      <div>
        <EventDetails event={event} categoryNames={categoryNames} />
        {children}
      </div>
      <div>
        <CertificateSheet
          {...sheet}
          label="The certificate as it would print now, with the details listed on this page"
        />
        <EventSignature eventId={event.id} signing={signing} editedSince={editedSince} maySign={maySign} />
      </div>
    </div>
  );
}

type RecordsProps = {
  facts: EventFacts;
  today: Day;
  side: 'provider' | 'staff';
  /** Follows the counts: the link to record one, or why it is too early. */
  children: ReactNode;
};

/** Shows what was recorded for an event: counts, requests, signatures and printed certificates. */
export function EventRecords({ facts, today, side, children }: RecordsProps) {
  const { event, history, requests, cancellation, signing } = facts;
  const { versions, reports, signings } = history;
  return (
    <>
      <section>
        <h2>Certificates issued</h2>
        {reports.length > 0 ? <ReportHistory reports={reports} /> : <p>No count is recorded yet.</p>}
        {children}
      </section>
      {requests.length > 0 && (
        <section>
          <h2>Requests</h2>
          <RequestTable
            caption="Requests for this event, latest first"
            captionHidden
            requests={requests}
            today={today}
            side={side}
          />
        </section>
      )}
      {signings.length > 0 && (
        <section>
          <h2>Signatures</h2>
          <SigningHistory signings={signings} />
        </section>
      )}
      <section>
        <h2>Certificates printed</h2>
        {versions.length > 0 ? (
          <CertificateVersions eventId={event.id} versions={versions} />
        ) : (
          <p>None yet.{!cancellation && side === 'provider' && ' Press Print to PDF to open the certificate.'}</p>
        )}
        {!cancellation && side === 'provider' && (
          <Inset title="Before you give out certificates">
            <p>
              {signing ? 'Section IV is already signed and dated.' : 'Sign and date Section IV.'} Give certificates only
              to attendees who completed the event, and keep your records of the event and its attendees for five years.
            </p>
          </Inset>
        )}
      </section>
    </>
  );
}
