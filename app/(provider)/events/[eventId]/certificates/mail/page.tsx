import type { Metadata } from 'next';
import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EventNav } from '@/components/event-nav';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { countMailing } from '@/lib/certificates/list/list-certificates';
import { NOBODY_WAITS } from '@/lib/certificates/runs/words';
import { parseEventId } from '@/lib/events/event-id';
import { authoriseEventChange } from '@/lib/events/policy';
import { mailAllAction } from '../actions';

export const metadata: Metadata = { title: 'Mail certificates' };

type Props = { params: Promise<{ eventId: string }> };

/** A letter cannot be taken back, so what would be sent is shown first. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const eventId = parseEventId((await params).eventId);
  const { event, due, withoutAddress, mailed } = await countMailing(ctx, eventId);
  authoriseEventChange(ctx.actor);
  const path = `/events/${eventId}/certificates`;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Certificates', href: path }, { label: 'Mail to everyone' })}
      />
      <PageHeader
        title="Mail the certificates to everyone"
        lead="Each attendee gets a letter with the certificate as a PDF. Nobody gets the same certificate twice."
      />
      <EventNav eventId={eventId} current="certificates" below mayChange />
      <SummaryList
        rows={[
          { term: 'Will be mailed now', value: number(due) },
          { term: 'Were mailed before', value: `${number(mailed)}: left out` },
          {
            term: 'Have no e-mail address',
            value: withoutAddress > 0 ? `${number(withoutAddress)}: print or download theirs` : '0',
          },
        ]}
      />
      {due === 0 && <p className="mt-6">{NOBODY_WAITS.mail}</p>}
      <div className="button-row">
        {due > 0 && (
          <ButtonForm
            action={mailAllAction.bind(null, String(eventId))}
            fields={{ requestKey: crypto.randomUUID() }}
            label={due === 1 ? 'Mail 1 certificate' : `Mail ${number(due)} certificates`}
            pendingLabel="Beginning…"
          />
        )}
        <ButtonLink href={path} variant="quiet">
          {due > 0 ? 'Do not mail' : 'Back to the certificates'}
        </ButtonLink>
      </div>
    </>
  );
});
