import type { EventLocation } from './event';

type Columns = { locationKind: 'online' | 'in_person'; city: string | null; state: string | null; zip: string | null };

/** Returns the location stored in an event's columns; the database ensures that a place has all of its parts. */
export function locationOf({ locationKind, city, state, zip }: Columns): EventLocation {
  return locationKind === 'online' ? { kind: 'online' } : { kind: 'in_person', city: city!, state: state!, zip: zip! };
}
