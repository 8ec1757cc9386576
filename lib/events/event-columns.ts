import type { EventColumns } from '@/db/queries/event-writing';
import type { SavedContent } from './event';
import { searchTextOf } from './search-text';

/** Returns an event's database columns. */
export function columnsOf(content: SavedContent): EventColumns {
  const { location, conference, categoryIds: _, agenda: __, ...columns } = content;
  const { city, state, zip } = location.kind === 'online' ? { city: null, state: null, zip: null } : location;
  return {
    ...columns,
    locationKind: location.kind,
    city,
    state,
    zip,
    conferenceId: conference?.id ?? null,
    searchText: searchTextOf({ ...content, city, conference: conference?.name }),
  };
}
