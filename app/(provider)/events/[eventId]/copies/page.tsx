import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { CopiesForm } from '@/components/series/copies-form';
import { DatesForm } from '@/components/series/dates-form';
import { WhatIsCopied } from '@/components/series/what-is-copied';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { previewCopies } from '@/lib/series/preview-copies';
import { chosenIn, paramsOf } from '@/lib/series/series-input';
import { addCopiesAction } from './actions';

export const generateMetadata = titledByEvent('Copy to other dates', 'event.add');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], copiesPage, {
  keep: async (because, { params, searchParams }: Props) => {
    const { eventId } = await params;
    const chosen = chosenIn(await searchParams) ?? {};
    return (
      <KeptForm
        because={because}
        action={addCopiesAction.bind(null, eventId)}
        address={`/events/${eventId}/copies?${paramsOf(chosen)}`}
        saveLabel="Add the checked events"
      />
    );
  },
});

/** Asks for the dates, then shows a summary of all events before any is added. The address has the chosen dates. */
async function copiesPage(ctx: Context, { params, searchParams }: Props) {
  const search = await searchParams;
  const chosen = chosenIn(search);
  const isChanging = search.change !== undefined;
  const preview = await previewCopies(ctx, parseEventId((await params).eventId), isChanging ? null : chosen);
  const { event, source, why, errors, copies } = preview;
  const address = `/events/${event.id}/copies`;
  const here = `${address}?${paramsOf(chosen ?? {})}`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Copy to other dates' })} />
      <PageHeader
        title={copies ? 'Check the new events' : 'Copy to other dates'}
        lead={
          copies ? (
            'Nothing is added yet. Each date becomes an event of its own, which you can edit.'
          ) : (
            <bdi>{event.title}</bdi>
          )
        }
      />
      <EventNav event={event} current="event" below mayChange />
      {event.asynchronous && !why && (
        <Notice kind="info" title="Copies are courses of their own">
          <p>
            Share links, keys and course links of this course don’t lead to copies. If it stays open for another year,
            choose <a href={`/events/${event.id}#continue`}>Make next year’s entry</a> on its page instead.
          </p>
        </Notice>
      )}
      {why ? (
        <Notice kind="warning" title="This event can’t be copied to other dates">
          <p>{why}</p>
        </Notice>
      ) : copies ? (
        <>
          <section>
            <h2>What each event gets</h2>
            <WhatIsCopied event={event} source={source} />
          </section>
          <section>
            <h2>{copies.length === 1 ? '1 date' : `${copies.length} dates`}</h2>
            <CopiesForm
              action={addCopiesAction.bind(null, String(event.id))}
              address={here}
              requestKey={crypto.randomUUID()}
              stamp={source.stamp}
              copies={copies}
              changeHref={`${here}&change=yes`}
            />
          </section>
        </>
      ) : (
        <DatesForm address={address} cancelHref={`/events/${event.id}`} values={chosen ?? {}} errors={errors} />
      )}
    </>
  );
}
