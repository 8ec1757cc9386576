import type { Queryable } from '@/db/client';
import { listEventsOnDates } from '@/db/queries/event-writing';
import { formatDays } from '@/lib/platform/days';
import { searchable } from '@/lib/platform/text';
import type { EventContent } from './event';
import type { SimilarEvent } from './event-decision';
import { locationLine } from './rules';

/** Showing more than these adds no information. */
const SHOWN = 5;

/**
 * Returns the provider's own events with the same title, dates and place. Case, accents and spaces are ignored, because
 * two people who enter the same workshop rarely type it alike.
 */
export async function findSimilarEvents(
  db: Queryable,
  providerId: number,
  input: Pick<EventContent, 'title' | 'startsOn' | 'endsOn' | 'location'>,
  other: { thanEventId?: number; thanRequestKey?: string },
): Promise<SimilarEvent[]> {
  const { title: typed, startsOn, endsOn, location } = input;
  const place = location.kind === 'online' ? { city: '', state: null } : location;
  const days = { startsOn, endsOn, locationKind: location.kind, state: place.state };
  const rows = await listEventsOnDates(db, providerId, days, other);
  const [title, city] = [searchable(typed), searchable(place.city)];
  return rows
    .filter((row) => searchable(row.title) === title && searchable(row.city ?? '') === city)
    .slice(0, SHOWN)
    .map((row) => ({
      id: row.id,
      title: row.title,
      dates: formatDays(input.startsOn, input.endsOn),
      place: locationLine(input.location),
    }));
}
