import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ChangeManyForm } from '@/components/certificates/change-many-form';
import { Unsigned } from '@/components/certificates/unsigned';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { listToChange } from '@/lib/certificates/change/change-many';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { parseEventId } from '@/lib/events/event-id';
import { changeManyAction } from '../actions';

export const generateMetadata = titledByEvent('Reissue or revoke', 'certificate.correct');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], async (ctx, { params, searchParams }: Props) => {
  const { after } = certificateListSchema.parse(await searchParams);
  const { event, people, valid, unsigned, isSigned, next } = await listToChange(
    ctx,
    parseEventId((await params).eventId),
    after,
  );
  const path = `/events/${event.id}/certificates`;
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(
          ctx.actor,
          event,
          { label: 'Certificates', href: path },
          { label: event.canceledAt ? 'Revoke' : 'Reissue or revoke' },
        )}
      />
      <PageHeader
        title={event.canceledAt ? 'Revoke certificates' : 'Reissue or revoke certificates'}
        lead={
          event.canceledAt
            ? 'If the event did not take place, revoke the certificates that were already issued for it.'
            : 'Reissue makes new certificates with what the roster, the event and its signature say now. Each new one replaces the old one.'
        }
      />
      <EventNav event={event} current="certificates" below mayChange />
      {people.length === 0 ? (
        <EmptyState title="No valid certificates">
          <a href={path}>Back to the certificates</a>
        </EmptyState>
      ) : (
        <>
          {!isSigned && !event.canceledAt && (
            <Unsigned eventId={event.id} next="reissue" {...(unsigned > 0 && { count: unsigned })} />
          )}
          <SummaryList
            rows={[
              { term: 'Valid certificates', value: valid.toLocaleString('en-US') },
              { term: 'Without a signature', value: unsigned.toLocaleString('en-US') },
            ]}
          />
          <ChangeManyForm
            action={changeManyAction.bind(null, String(event.id))}
            address={`${path}/change`}
            requestKey={crypto.randomUUID()}
            people={people}
            valid={valid}
            reason={isSigned && unsigned > 0 ? 'Signed digitally after it was issued.' : ''}
            isSigned={isSigned}
            canceled={event.canceledAt !== null}
            cancelHref={path}
          />
          <KeysetPager
            label="Pages of people"
            nextHref={next ? `${path}/change?after=${next}` : null}
            summary={
              after ? (
                <a href={`${path}/change`}>First page</a>
              ) : (
                next && 'Reissue or revoke what you chose on this page before going to the next.'
              )
            }
          />
        </>
      )}
    </>
  );
});
