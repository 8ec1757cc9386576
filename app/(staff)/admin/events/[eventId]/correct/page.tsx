import { draftName } from '@/app/_edges/draft-name';
import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventDependents } from '@/components/event-dependents';
import { DraftedEventForm } from '@/components/event-form/drafted-event-form';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { parseEventId } from '@/lib/events/event-id';
import { formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { correctEventForm } from '@/lib/requests/correct-event';
import { findDependentsOf, issuedOf } from '@/lib/requests/find-dependents';
import { DEPENDENT_WORDS } from '@/lib/requests/kind-words';
import { correctEventAction } from './actions';

export const generateMetadata = titledByEvent('Correct event', 'event.correct');

type Props = { params: Promise<{ eventId: string }> };

const SAVE = 'Save correction';

export default personPage(['staff'], correctPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = correctEventAction.bind(null, eventId);
    return <KeptForm because={because} action={action} address={`/admin/events/${eventId}/correct`} saveLabel={SAVE} />;
  },
});

async function correctPage(ctx: Context, { params }: Props) {
  const { event, form } = await correctEventForm(ctx, parseEventId((await params).eventId));
  const dependents = await findDependentsOf(ctx, event.id);
  const back = `/admin/events/${event.id}`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Correct' })} />
      <PageHeader
        title="Correct event"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)} · {event.providerName}
          </>
        }
      />
      {event.canceledAt ? (
        <Inset title="This event was canceled">
          <p>
            It can’t be changed until it is restored. <a href={`/admin/events/${event.id}/restore`}>Restore it</a>
          </p>
        </Inset>
      ) : (
        <>
          <EventDependents dependents={dependents} {...DEPENDENT_WORDS.correction} />
          <Inset title="What happens next">
            <p>
              The event changes at once. The provider reads your name and your reason in the event’s history.
              Certificates that were already given out keep what was printed on them, unless you choose to correct them.
            </p>
          </Inset>
          <DraftedEventForm
            draftName={draftName(ctx.actor, `correct-${event.id}`)}
            draftTitle="You began to correct this event and did not save it"
            action={correctEventAction.bind(null, String(event.id))}
            {...form}
            address={`/admin/events/${event.id}/correct`}
            saveLabel={SAVE}
            cancelHref={back}
            reasonHint="The provider reads it in the event’s history."
            issued={issuedOf(dependents)}
          />
        </>
      )}
    </>
  );
}
