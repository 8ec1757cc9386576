import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { DuplicateGroupForm } from '@/components/duplicates/duplicate-group-form';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { PageHeader } from '@/components/page-header';
import { listDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { parseEventId } from '@/lib/events/event-id';
import { decideDuplicatesAction } from './actions';

export const generateMetadata = titledByEvent('Possible duplicates');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

const SAVED = {
  merged: 'They are one person on the roster now.',
  'merged-revoked':
    'They are one person on the roster now. The second certificate was revoked as a duplicate; the first one stays valid.',
  distinct: 'They stay separate people. They won’t be shown as possible duplicates again.',
};

/** Shows people who may be one person, for the provider to decide whether they are one person. */
export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const { event, groups, mayChange } = await listDuplicates(ctx, parseEventId((await params).eventId));
  const roster = `/events/${event.id}/attendees`;
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Attendees', href: roster }, { label: 'Possible duplicates' })}
      />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader title="Possible duplicates" lead={<bdi>{event.title}</bdi>} />
      <EventNav event={event} current="attendees" below mayChange={mayChange} />
      {groups.length === 0 ? (
        <EmptyState title="No possible duplicates" action={<ButtonLink href={roster}>Back to the roster</ButtonLink>}>
          <p>
            No two people on the roster have the same name, or the same first and last name, or you have already decided
            about those who do.
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            These people have the same name, perhaps written in another way, the same first and last name, or share an
            email address and have similar names. If they are one person, merge them, so that the person has one
            certificate and is counted once. If they are different people, keep them separate.
          </p>
          {groups.map((group) => (
            <DuplicateGroupForm
              key={group.people.map(({ id }) => id).join('-')}
              group={group}
              mayChange={mayChange}
              action={decideDuplicatesAction.bind(null, String(event.id))}
              address={`${roster}/duplicates`}
            />
          ))}
        </>
      )}
    </>
  );
});
