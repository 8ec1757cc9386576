import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ChoosePeopleForm } from '@/components/certificates/choose-people-form';
import { Unsigned } from '@/components/certificates/unsigned';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { listDue } from '@/lib/certificates/list/list-certificates';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { parseEventId } from '@/lib/events/event-id';
import { issueAction } from '../actions';

export const generateMetadata = titledByEvent('Choose people', 'certificate.issue');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], async (ctx, { params, searchParams }: Props) => {
  const eventId = parseEventId((await params).eventId);
  const { after } = certificateListSchema.parse(await searchParams);
  const { event, people, due, isSigned, next, whyNotNow } = await listDue(ctx, eventId, after);
  authorize(ctx, 'certificate.issue');
  const path = `/events/${eventId}/certificates`;
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Certificates', href: path }, { label: 'Choose people' })}
      />
      <PageHeader
        title="Choose who gets a certificate"
        lead={`${due.toLocaleString('en-US')} completed the event and have no certificate yet.`}
      />
      <EventNav event={event} current="certificates" below mayChange />
      {whyNotNow ? (
        <Inset title="Not now">
          <p>{whyNotNow}</p>
        </Inset>
      ) : people.length === 0 ? (
        <EmptyState title="Everyone has a certificate">
          <a href={path}>Back to the certificates</a>
        </EmptyState>
      ) : (
        <>
          {!isSigned && <Unsigned eventId={eventId} next="issue" />}
          <ChoosePeopleForm
            action={issueAction.bind(null, String(eventId))}
            requestKey={crypto.randomUUID()}
            people={people}
            isSigned={isSigned}
            cancelHref={path}
          />
          <KeysetPager
            label="Pages of people"
            nextHref={next ? `${path}/issue?after=${next}` : null}
            summary={
              after ? (
                <a href={`${path}/issue`}>First page</a>
              ) : (
                next && 'Issue to the people you choose on this page before going to the next.'
              )
            }
          />
        </>
      )}
    </>
  );
});
