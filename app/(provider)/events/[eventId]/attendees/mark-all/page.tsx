import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { NamesList } from '@/components/attendees/names-list';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EventNav } from '@/components/event-nav';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { previewMarkEveryone } from '@/lib/attendees/mark-everyone';
import { parseEventId } from '@/lib/events/event-id';
import { hasEnded } from '@/lib/events/rules';
import { formatDay } from '@/lib/platform/days';
import { markEveryoneAction } from '../actions';

export const generateMetadata = titledByEvent('Mark everyone as completed', 'roster.change');

type Props = { params: Promise<{ eventId: string }> };

/** Shows whom it would mark, because certificates go to everyone who is marked. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const preview = await previewMarkEveryone(ctx, parseEventId((await params).eventId));
  const { event, toMark, completed, withoutUnits, names } = preview;
  const roster = `/events/${event.id}/attendees`;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(
          ctx.actor,
          event,
          { label: 'Attendees', href: roster },
          { label: 'Mark everyone as completed' },
        )}
      />
      <PageHeader title="Mark everyone as completed" lead={<bdi>{event.title}</bdi>} />
      <EventNav event={event} current="attendees" below mayChange />
      {!hasEnded(event, ctx.clock.today()) && toMark > 0 && (
        <Notice kind="warning" title={`The event runs until ${formatDay(event.endsOn)}`}>
          <p>Mark people as completed when they have completed it. Anyone who is marked can get a certificate.</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          { term: 'Will be marked', value: number(toMark) },
          { term: 'Already marked', value: number(completed) },
          ...(withoutUnits > 0
            ? [{ term: 'Not marked', value: `${number(withoutUnits)} with 0 PDUs. Enter their PDUs first.` }]
            : []),
        ]}
      />
      <NamesList names={names} total={toMark} title="Who will be marked" />
      <div className="button-row">
        {toMark > 0 && (
          <ButtonForm
            action={markEveryoneAction.bind(null, String(event.id))}
            fields={{ expected: toMark }}
            label={toMark === 1 ? 'Mark 1 person as completed' : `Mark ${number(toMark)} people as completed`}
            pendingLabel="Marking…"
          />
        )}
        <ButtonLink href={roster} variant="quiet">
          {toMark > 0 ? 'Cancel' : 'Back to the roster'}
        </ButtonLink>
      </div>
      {toMark > 0 && <p className="hint">You can undo this until they have certificates.</p>}
    </>
  );
});
