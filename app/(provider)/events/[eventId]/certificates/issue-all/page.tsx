import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { CheckSpelling } from '@/components/attendees/check-spelling';
import { NamesList } from '@/components/attendees/names-list';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { SignedBy } from '@/components/certificates/signed-by';
import { Unsigned } from '@/components/certificates/unsigned';
import { PossibleDuplicates } from '@/components/duplicates/possible-duplicates';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { unitsInWords } from '@/lib/attendees/look-over';
import { previewIssue } from '@/lib/certificates/issue/preview-issue';
import { parseEventId } from '@/lib/events/event-id';
import { unitsOf } from '@/lib/events/rules';
import { formatDay } from '@/lib/platform/days';
import { issueAction } from '../actions';

export const generateMetadata = titledByEvent('Issue to all', 'certificate.issue');

type Props = { params: Promise<{ eventId: string }> };

/** Shows what would be issued first, because an issued certificate is a final document. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const plan = await previewIssue(ctx, parseEventId((await params).eventId));
  const { event, due, signing } = plan;
  const path = `/events/${event.id}/certificates`;
  const number = (count: number) => count.toLocaleString('en-US');
  const people = (count: number) => (count === 1 ? '1 person' : `${number(count)} people`);
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Certificates', href: path }, { label: 'Issue to all' })}
      />
      <PageHeader
        title={due === 1 ? 'Issue 1 certificate' : `Issue ${number(due)} certificates`}
        lead={<bdi>{event.title}</bdi>}
      />
      <EventNav event={event} current="certificates" below mayChange />
      {plan.whyNotNow ? (
        <Inset title="Not yet">
          <p>{plan.whyNotNow}</p>
        </Inset>
      ) : due === 0 ? (
        <EmptyState title="Everyone has a certificate">
          <a href={path}>Back to the certificates</a>
        </EmptyState>
      ) : (
        <>
          {!signing && <Unsigned eventId={event.id} next="issue" />}
          {plan.runsUntil && (
            <Notice kind="warning" title={`The event runs until ${formatDay(plan.runsUntil)}`}>
              <p>Issue certificates now only to people who have already completed all of it.</p>
            </Notice>
          )}
          <PossibleDuplicates eventId={event.id} count={plan.duplicates} />
          <CheckSpelling eventId={event.id} names={plan.unusual} total={plan.unusualCount} />
          <SummaryList
            rows={[
              { term: 'For', value: people(due) },
              { term: 'PDUs', value: unitsInWords(plan.byUnits) },
              { term: 'Section IV', value: <SignedBy signing={signing} /> },
            ]}
          />
          <NamesList
            names={plan.people.map(({ id, name, units, school }) => ({
              id,
              name,
              about: [`${unitsOf(units)} PDUs`, school].filter(Boolean).join(' · '),
            }))}
            total={due}
            title="Who gets a certificate"
          />
          <div className="button-row">
            <ButtonForm
              action={issueAction.bind(null, String(event.id))}
              fields={{
                who: 'all',
                expected: due,
                requestKey: crypto.randomUUID(),
                ...(!signing && { unsigned: 'yes' }),
              }}
              label={`Issue ${signing ? '' : 'without a signature '}to ${due === 1 ? '1 person' : `all ${number(due)}`}`}
              pendingLabel="Issuing…"
              variant={signing ? 'primary' : 'secondary'}
            />
            {due > 1 && (
              <ButtonLink href={`${path}/issue`} variant="secondary">
                Choose people
              </ButtonLink>
            )}
            <ButtonLink href={path} variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </>
  );
});
