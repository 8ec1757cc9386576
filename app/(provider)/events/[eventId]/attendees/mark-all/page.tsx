import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { CheckSpelling } from '@/components/attendees/check-spelling';
import { NamesList } from '@/components/attendees/names-list';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { SignedBy } from '@/components/certificates/signed-by';
import { PossibleDuplicates } from '@/components/duplicates/possible-duplicates';
import { EventNav } from '@/components/event-nav';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { unitsInWords } from '@/lib/attendees/look-over';
import { previewMarkEveryone } from '@/lib/attendees/mark-everyone';
import { countPossibleDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { listEventHistory } from '@/lib/events/event-history';
import { parseEventId } from '@/lib/events/event-id';
import { hasEnded, unitsOf } from '@/lib/events/rules';
import { formatDay } from '@/lib/platform/days';
import { signingOf } from '@/lib/printing/facts-of-event';
import { markEveryoneAction } from '../actions';

export const generateMetadata = titledByEvent('Mark everyone as completed', 'roster.change');

type Props = { params: Promise<{ eventId: string }> };

/** Shows whom it would mark, because certificates go to everyone who is marked. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const preview = await previewMarkEveryone(ctx, parseEventId((await params).eventId));
  const { event, toMark, completed, withoutUnits } = preview;
  const [latest] = (await listEventHistory(ctx, event)).signings;
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
      {toMark > 0 && <PossibleDuplicates eventId={event.id} count={await countPossibleDuplicates(ctx, event.id)} />}
      {toMark > 0 && <CheckSpelling eventId={event.id} names={preview.unusual} total={preview.unusualCount} />}
      <SummaryList
        rows={[
          { term: 'Will be marked', value: number(toMark) },
          ...(toMark > 0 ? [{ term: 'PDUs', value: unitsInWords(preview.byUnits) }] : []),
          { term: 'Already marked', value: number(completed) },
          ...(withoutUnits > 0
            ? [{ term: 'Not marked', value: `${number(withoutUnits)} with 0 PDUs. Enter their PDUs first.` }]
            : []),
          { term: 'Section IV of their certificates', value: <SignedBy signing={signingOf(latest)} /> },
        ]}
      />
      <NamesList
        names={preview.people.map(({ id, name, units, school }) => ({
          id,
          name,
          about: [`${unitsOf(units)} PDUs`, school].filter(Boolean).join(' · '),
        }))}
        total={toMark}
        title="Who will be marked"
      />
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
