import { type EventListQuery, eventListHref, WHOLE_LIST } from '@/lib/events/list-query';
import { ButtonLink } from './button-link';
import { EmptyState } from './empty-state';

type NoEventsProps = { query: EventListQuery; firstUse: boolean; mayChange: boolean };

/** What to do when there is nothing to list: the first event, another search, or simply nothing. */
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
          Enter each activity as one event, print its certificate for those who complete it, and come back after the end
          date to record how many you gave out.
        </p>
      </EmptyState>
    );
  }
  const all = eventListHref(WHOLE_LIST);
  if (onlyCountsDue(query)) {
    return (
      <EmptyState title="No count is owed" action={<ButtonLink href={all}>Show all events</ButtonLink>}>
        <p>Every event that has ended has its number of certificates recorded.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No event matches" action={<ButtonLink href={all}>Show all events</ButtonLink>}>
      <p>
        {query.text === ''
          ? 'Take a filter away, or choose a longer stretch of dates.'
          : 'Every word of the search must be in the title, instructor, city or description. Try fewer words, or only the start of one, and check the filters.'}
      </p>
    </EmptyState>
  );
}

function onlyCountsDue(query: EventListQuery): boolean {
  const { text, state, categoryId, from, to, locationKind, conference } = query;
  return state === 'count-due' && text === '' && !categoryId && !from && !to && !locationKind && !conference;
}
