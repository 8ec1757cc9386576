import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmailsCameBack } from '@/components/certificates/came-back';
import { MailForm } from '@/components/certificates/mail-form';
import { Unsigned } from '@/components/certificates/unsigned';
import { EventNav } from '@/components/event-nav';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { authorize } from '@/lib/access/authorize';
import { countMailing } from '@/lib/certificates/list/list-certificates';
import { NOBODY_WAITS } from '@/lib/certificates/runs/words';
import { parseEventId } from '@/lib/events/event-id';
import { mailAllAction } from '../actions';

export const generateMetadata = titledByEvent('Email certificates', 'certificate.mail');

type Props = { params: Promise<{ eventId: string }> };

/** Shows what would be sent first, because an email cannot be taken back. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const eventId = parseEventId((await params).eventId);
  const { event, due, unsigned, isSigned, withoutAddress, mailed, unreached } = await countMailing(ctx, eventId);
  authorize(ctx, 'certificate.mail');
  const path = `/events/${eventId}/certificates`;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Certificates', href: path }, { label: 'Email to everyone' })}
      />
      <PageHeader
        title="Email the certificates to everyone"
        lead="Each attendee gets an email with the certificate as a PDF. No one gets the same certificate twice."
      />
      <EventNav event={event} current="certificates" below mayChange />
      <EmailsCameBack of={{ eventId }} count={unreached} />
      {unsigned > 0 && <Unsigned eventId={eventId} next="reissue" count={unsigned} isSigned={isSigned} />}
      <SummaryList
        rows={[
          { term: 'To be emailed now', value: number(due) },
          { term: 'Without a signature', value: number(unsigned) },
          { term: 'Already emailed', value: `${number(mailed)}: skipped` },
          {
            term: 'No email address',
            value: withoutAddress > 0 ? `${number(withoutAddress)}: print or download these` : '0',
          },
        ]}
      />
      {due === 0 && <p className="mt-6">{NOBODY_WAITS.mail}</p>}
      {due > 0 && !event.canceledAt ? (
        <MailForm
          action={mailAllAction.bind(null, String(eventId))}
          fields={{ requestKey: crypto.randomUUID() }}
          unsigned={unsigned}
          label={due === 1 ? 'Email 1 certificate' : `Email ${number(due)} certificates`}
          cancelHref={path}
        />
      ) : (
        <ButtonLink href={path} variant="quiet">
          Back to the certificates
        </ButtonLink>
      )}
    </>
  );
});
