import { type EventListQuery, eventListHref, isFiltered, WHOLE_LIST } from '@/lib/events/list-query';
import { ButtonLink } from './button-link';
import { EmptyState } from './empty-state';

type NoEventsProps = { query: EventListQuery; firstUse: boolean; mayChange: boolean };

/** Says what to do when the list is empty: add the first event, search differently, or simply nothing. */
export function NoEvents({ query, firstUse, mayChange }: NoEventsProps) {
  if (firstUse) {
    return (
      <EmptyState
        title="No events yet"
        action={
          <>
            {mayChange && <ButtonLink href="/events/new">Add your first event</ButtonLink>}
            <ButtonLink href="/help" variant={mayChange ? 'secondary' : 'primary'}>
              How it works
            </ButtonLink>
          </>
        }
      >
        <p>
          Add each activity as an event, print its certificate for people who complete it, and come back after the end
          date to record how many you gave out.
        </p>
      </EmptyState>
    );
  }
  if (!isFiltered(query)) {
    const canceled = eventListHref({ ...WHOLE_LIST, state: 'canceled' });
    return (
      <EmptyState
        title="All events are canceled"
        action={<ButtonLink href={canceled}>Show canceled events</ButtonLink>}
      >
        <p>Add an event when the next one is planned.</p>
      </EmptyState>
    );
  }
  const all = eventListHref(WHOLE_LIST);
  if (onlyCountsDue(query)) {
    return (
      <EmptyState title="No counts are due" action={<ButtonLink href={all}>Show all events</ButtonLink>}>
        <p>Every past event has its certificate count.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No event matches" action={<ButtonLink href={all}>Show all events</ButtonLink>}>
      <p>
        {query.text === ''
          ? 'Remove a filter, or choose a wider range of dates.'
          : 'Every search word must appear in the title, instructor, city or description. Try fewer words or just the start of one, and check the filters.'}
      </p>
    </EmptyState>
  );
}

function onlyCountsDue(query: EventListQuery): boolean {
  const { text, state, categoryId, from, to, locationKind, conference } = query;
  return state === 'count-due' && text === '' && !categoryId && !from && !to && !locationKind && !conference;
}
