import type { EventColumns } from '@/db/queries/event-writing';
import type { SavedContent } from './event-content';
import { searchTextOf } from './search-text';

/** Returns an event's database columns. */
export function columnsOf(input: SavedContent): EventColumns {
  const { title, instructor, description, startsOn, endsOn, asynchronous, location, hours, conference } = input;
  const place = location.kind === 'online' ? { city: null, state: null, zip: null } : location;
  const { city, state, zip } = place;
  return {
    title,
    instructor,
    description,
    startsOn,
    endsOn,
    asynchronous,
    locationKind: location.kind,
    city,
    state,
    zip,
    hours,
    conferenceId: conference?.id ?? null,
    searchText: searchTextOf({ title, instructor, description, city, conference: conference?.name }),
  };
}
